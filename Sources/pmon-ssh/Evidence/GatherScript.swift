// SPDX-License-Identifier: MIT

/// The script that a machine runs: one shell, fed through its input, for all that is asked of it.
///
/// Through its input, because then the user's login shell need not understand it, and nothing of it shows in the
/// process list that it reads.
enum GatherScript {
    /// The command that takes the script, in any login shell.
    static let interpreter = "exec /bin/sh"
    /// What begins a line that frames a section; no text file holds this byte.
    static let frame = "\u{1E}pmon:"

    /// Exit statuses of the log search that tell why it found nothing.
    enum LogStatus {
        static let noFolder = 3
        static let noFile = 4
        static let notReadable = 5
    }

    /// From each log file, at most that many bytes at its end are searched.
    static let logTail = 4 << 20
    /// At most that many files, the newest.
    static let logFiles = 20
    /// At most that many lines, the newest.
    static let logLines = 50

    /// The script for a gathering; `nonce` marks its frames so that no output can forge them.
    ///
    /// Sections begin on both streams: what a command complains of is no line of its list.
    static func text(_ gathering: Gathering, nonce: String) -> String {
        var text = """
            LC_ALL=C; export LC_ALL
            PATH=$PATH:/usr/bin:/bin:/usr/sbin:/sbin; export PATH
            b() { printf '\\n\\036pmon:\(nonce):b:%s\\n' "$1"; }
            e() { printf '\\n\\036pmon:\(nonce):e:%s:%s\\n' "$1" "$2"; }

            """
        for section in Section.all(of: gathering) {
            text += """
                b \(section.code)
                b \(section.code) >&2
                \(command(section, gathering))
                e \(section.code) $?

                """
        }
        return text + "b z\nb z >&2\nexit 0\n"
    }

    private static func command(_ section: Section, _ gathering: Gathering) -> String {
        switch section {
        case .scan(let index):
            "( eval \(ShellText.quoted(gathering.scans[index].command)) ) </dev/null"
        case .memory:
            "grep -e '^Mem' -e '^Cache' -e '^Swap' /proc/meminfo </dev/null 2>/dev/null"
        case .fileSystem:
            "df -P -k </dev/null 2>/dev/null"
        case .logs(let index):
            logs(gathering.logSearches[index])
        }
    }

    /// Newest lines last: files in the order of their last change, lines as they stand in them.
    ///
    /// Several files have
    /// their names in front of each line, as `grep` does it.
    private static func logs(_ search: Gathering.LogSearch) -> String {
        let folder = search.folder.map {
            "cd -- \(ShellText.folder($0)) 2>/dev/null || exit \(LogStatus.noFolder)"
        }
        let filter = "grep -a -i -e \(ShellText.quoted(search.pattern)) | tail -n \(logLines)"
        return """
            (
            \(folder ?? "cd || exit \(LogStatus.noFolder)")
            set -- \(ShellText.glob(search.files))
            r=\(LogStatus.noFile)
            for f; do
            [ -e "$f" ] && r=\(LogStatus.notReadable)
            [ -f "$f" ] && [ -r "$f" ] && r=0 && break
            done
            [ $r = 0 ] || exit $r
            if [ $# = 1 ]; then
            tail -c \(logTail) -- "$1" | \(filter)
            else
            ls -1trd -- "$@" | tail -n \(logFiles) | while IFS= read -r f; do
            [ -f "$f" ] && [ -r "$f" ] || continue
            tail -c \(logTail) -- "$f" | \(filter) |
            while IFS= read -r x || [ "$x" ]; do printf '%s:%s\\n' "$f" "$x"; done
            done | tail -n \(logLines)
            fi
            ) </dev/null 2>/dev/null
            """
    }
}
