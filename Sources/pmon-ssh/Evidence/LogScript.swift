// SPDX-License-Identifier: MIT

/// The part of the script that searches log files.
enum LogScript {
    /// Exit statuses that say why nothing was searched.
    enum Status {
        static let noFolder = 3
        static let noFile = 4
        /// There are files, but none that can be searched.
        static let nothingToSearch = 5
        /// The folder may not be entered or listed, or one above it.
        static let forbidden = 6
    }

    /// At most that many bytes are searched, at the end of each file.
    static let mostBytes = 4 << 20
    /// At most that many files, the newest.
    static let mostFiles = 20
    /// At most that many lines are reported, the newest.
    static let mostLines = 50

    /// Prints the lines that match, newest last, and in a frame `i` what was searched, see `LogReport`.
    ///
    /// Files stand in the order of their last change, and have their names before each line if there are several. The
    /// shell picks the newest, so that neither the number of files nor the letters of their names matter. One `grep`
    /// searches them all; only where a file is too long, `tail` shortens each.
    static func search(_ search: Gathering.LogSearch, _ code: String) -> String {
        // What stands for any letter stands for one of several bytes, too.
        let isPlain = search.pattern.utf8.allSatisfy { $0 < 0x80 && !".[\\".utf8.contains($0) }
        let locale = isPlain ? "" : "LC_ALL=$U "
        let grep =
            "\(locale)grep -a \(search.isCaseExact ? "" : "-i ")-e \(ShellText.quoted(search.pattern))"
        let newest = "tail -n \(mostLines)"
        return """
            l() {
            \(enter(search.folder))
            n=0 u=0 z=0 d=0 o=0 l=; set --
            for y in \(ShellText.glob(search.files)); do
            if [ -f "$y" ]; then
            if ! [ -r "$y" ]; then u=$((u+1)); continue; fi
            case $y in
            *.gz|*.xz|*.bz2|*.zst|*.lz4|*.lzma|*.Z|*.zip) z=$((z+1)); continue;;
            -) y=./-
            esac
            n=$((n+1))
            if [ $# -lt \(mostFiles) ] || [ "$y" -nt "$1" ]; then
            if [ $# = 0 ] || ! [ "$l" -nt "$y" ]; then set -- "$@" "$y"; l=$y
            else
            c=$# p=
            while [ $c -gt 0 ]; do
            x=$1; shift; c=$((c-1))
            if [ -z "$p" ] && [ "$x" -nt "$y" ]; then set -- "$@" "$y"; p=1; fi
            set -- "$@" "$x"
            done
            fi
            [ $# -le \(mostFiles) ] || shift
            fi
            elif [ -d "$y" ]; then d=$((d+1))
            elif [ -e "$y" ]; then o=$((o+1))
            elif [ -L "$y" ]; then case $(ls -dL -- "$y" 2>&1) in *'ermission denied'*) u=$((u+1));; esac
            fi
            done
            t=0 g=0
            if [ $n != 0 ]; then
            x=$(ls -lnL -- "$@")
            while read -r c c c c s c; do
            case $s in ''|*[!0-9]*) continue; esac
            if [ "$s" -gt \(mostBytes) ]; then g=$((g+1)); s=\(mostBytes); fi
            t=$((t+s))
            done <<E
            $x
            E
            fi
            f "i:\(code):$n:$#:$t:$g:$u:$z:$d:$o"
            if [ $n = 0 ]; then
            [ $((u+z+d+o)) = 0 ] || return \(Status.nothingToSearch)
            [ -r . ] || return \(Status.forbidden)
            return \(Status.noFile)
            fi
            if [ $g = 0 ]; then \(grep) -- "$@" | \(newest)
            elif [ $# = 1 ]; then tail -c \(mostBytes) -- "$1" | \(grep) | \(newest)
            else
            for y; do
            tail -c \(mostBytes) -- "$y" | \(grep) | \(newest) |
            while IFS= read -r x || [ "$x" ]; do printf '%s:%s\\n' "$y" "$x"; done
            done | \(newest)
            fi
            }
            l </dev/null
            """
    }

    /// Enters the folder, or ends with the status that says why that is not possible.
    private static func enter(_ folder: String?) -> String {
        guard let folder else { return "cd 2>/dev/null || return \(Status.noFolder)" }
        return """
            y=\(ShellText.folder(folder))
            cd -- "$H"
            cd -- "$y" 2>/dev/null || {
            [ -d "$y" ] && return \(Status.forbidden)
            while case $y in */*) ;; *) false; esac; do
            y=${y%/*}
            [ -d "${y:-/}" ] && { [ -x "${y:-/}" ] || return \(Status.forbidden); break; }
            done
            return \(Status.noFolder)
            }
            """
    }
}
