// SPDX-License-Identifier: MIT

/// The parts of the script that list processes, and that find out which of them are pmon's own.
enum ProcessScript {
    /// Prints the processes that belong to the visit: the shell, the watchdog and the SSH server's part for it.
    ///
    /// The server's processes for one connection form a process group, which does not hold the server itself. A shell
    /// that leads no group shares it with them, unless a login shell leads it, which has the same input. A question
    /// mark says that not all could be seen.
    static let ancestors = """
        g() { x=; read -r x <"/proc/$1/stat" || return; x=${x##*) }; set -- $x; P=$2 G=$3; }
        a="shell $$ $w"
        if [ -e /proc/self/stat ]; then
        p=$PPID; g $$; h=$G
        while a="$a $p"; g $p && [ "$G" = $h ]; do p=$P; done
        if [ -z "$x" ]; then a="$a ?"
        elif [ $h = $$ ] || [ /proc/$$/fd/0 -ef /proc/$h/fd/0 ]; then
        h=$G; a="$a $h"
        while [ "$G" = "$h" ]; do a="$a $p"; p=$P; g $p || break; done
        else a=${a% *}
        fi
        fi 2>/dev/null
        f "o:$a"

        """

    /// Prints the shell and the watchdog alone, and whether the server's part for the visit is in the group above that of
    /// the shell: for a list that shows ancestors.
    static let shell = """
        a="shell $$ $w"
        g() { x=; read -r x <"/proc/$1/stat" || return; x=${x##*) }; set -- $x; P=$2 G=$3; }
        { g $$ && { [ "$G" = $$ ] || [ /proc/$$/fd/0 -ef "/proc/$G/fd/0" ]; } && a="$a above"; } 2>/dev/null
        f "o:$a"

        """

    /// The default list, see `ProcessRow`, or `ps aux` where `ps` is another one or fails; then `$v` asks for the view.
    static let list = """
        v=
        { [ -z "$COLUMNS" ] && LC_ALL=$U ps -A -ww -o \(ProcessRow.columns) </dev/null 2>/dev/null; } ||
        { v=1; LC_ALL=$U ps aux </dev/null; }
        """

    /// Prints what the default list does not say: whether processes are hidden, and the newest one.
    static let rest = """
        if [ -z "$v" ]; then
        [ -r /proc/1/stat ] || echo hidden
        read -r x </proc/loadavg; echo "/proc/loadavg:$x"
        else
        \(view)
        fi 2>/dev/null
        """

    /// Runs a command that prints a process list.
    static func scan(_ command: String) -> String {
        if isPlain(command) { return "LC_ALL=$U \(command) </dev/null" }
        return "( LC_ALL=$U; eval \(ShellText.quoted(command)) ) </dev/null"
    }

    /// True for a call of `ps` in which the shell has nothing to expand; it needs no subshell.
    private static func isPlain(_ command: String) -> Bool {
        command.hasPrefix("ps ")
            && command.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"),
                    UInt8(ascii: ","):
                    true
                default: false
                }
            }
    }

    /// Prints the number, the user and the arguments of all processes.
    ///
    /// `ps` of procps alone knows a width for the user's name, and cuts it to eight letters otherwise.
    static let arguments = """
        LC_ALL=$U; export LC_ALL
        ps -A -ww -o pid= -o user:64= -o args= 2>/dev/null </dev/null ||
        ps -A -ww -o pid= -o user= -o args= 2>/dev/null </dev/null || ps -o pid,user,args 2>/dev/null </dev/null
        LC_ALL=C
        """

    /// Prints all processes once the lists have been made, see `RunningProcess`.
    ///
    /// Of each line of `/proc/N/stat` remains what stands before the start, after the file's name. `grep` goes on where a
    /// process ends between the opening of its file and the reading, at which `sed` gives up. The last line says that it
    /// has read all files.
    static let view = """
        if [ -e /proc/self/stat ]; then
        [ -r /proc/1/stat ] || echo hidden
        grep -Easo -e '(\\(.*)?\\) . ([-0-9]+ ){19}' -e ' [0-9]+/[0-9]+ [0-9]+$' \
        /proc/[0-9]*/stat /proc/loadavg /proc/self/stat </dev/null
        else
        [ "$(sysctl -n security.bsd.see_other_uids)" = 0 ] && [ "$(id -u)" != 0 ] && echo hidden
        ps -A -o stat= -o pid= -o ppid= -o pgid= -o etime= -o comm= ||
        ps -A -o pid= -o ppid= -o pgid= -o etime= -o comm=
        fi 2>/dev/null
        """
}
