// SPDX-License-Identifier: MIT

/// The part of the script that ends it, and all that it has started, when its time is over.
enum WatchdogScript {
    /// Starts the watchdog; its process id is in `$w`.
    ///
    /// It writes to the error stream, because a frame within a line of a process list would tear that line apart; and it
    /// goes on where nobody reads that stream any more, as after the end of the connection.
    static func beginning(_ limit: Duration) -> String {
        // The machine gives up shortly before the visit does, so that the visit sees its end.
        let seconds = max(1, Int((limit - .milliseconds(300)).components.seconds))
        return """
            \(killAll)
            (
            s=; trap '' PIPE; trap 'kill -9 $s; exit' TERM
            sleep \(seconds) & s=$!
            f "o:$s" >&2
            wait $s || exit
            f t >&2
            k
            ) </dev/null & w=$!

            """
    }

    /// Ends the watchdog and what a command may have left in the background; `sweeps` looks for that in other process
    /// groups and sessions, too.
    static func end(sweeps: Bool) -> String {
        """
        trap '' TERM
        \(sweeps ? "q=$$; t=; j; kill -9 $t" : ":") 2>/dev/null
        kill -15 -$$ 2>/dev/null || kill $w
        exit 0

        """
    }

    /// Ends everything below the script's shell, in whatever process group or session.
    ///
    /// `j` puts what descends from the shell into `$t`, but for `$q`, see `ProcessScript.view` for `grep`; where the kernel shows environments, also what has
    /// left its parent. The shell leads a process group of its own under OpenSSH, but not under dropbear.
    private static let killAll = """
        PMON_VISIT=$$.; export PMON_VISIT
        j() {
        l=$(if [ -e /proc/self/stat ]; then
        grep -Easo '^.*\\) . [0-9]+' /proc/[0-9]*/stat </dev/null | sed 's/^.proc.\\([0-9]*\\).* /\\1 /'
        for x in $(grep -ls "PMON_VISIT=$$[.]" /proc/[0-9]*/environ </dev/null); do x=${x#/proc/}; echo ${x%/*} $$; done
        else ps -A -o pid= -o ppid=; fi 2>/dev/null)
        o=" $$ "; n=
        while [ "$n" != "$o" ]; do
        n=$o; set -- $l
        while [ $# -gt 1 ]; do
        case $o in *" $1 "*) ;; *" $2 "*) o="$o$1 "; [ $1 = "$q" ] || t="$t $1";; esac
        shift 2
        done
        done
        }
        k() {
        q=$(exec sh -c 'echo $PPID')
        t=; j
        { kill -9 $$ $t; kill -9 -$$; } 2>/dev/null
        exit
        }
        """
}
