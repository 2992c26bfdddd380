// SPDX-License-Identifier: MIT

/// The part of the script that ends it, and all that it has started, when its time is over.
enum WatchdogScript {
    /// Starts the watchdog; its process id is in `$w`.
    ///
    /// It writes to the error stream, because a frame within a line of a process list would tear that line apart.
    static func beginning(_ limit: Duration) -> String {
        // The machine gives up shortly before the visit does, so that the visit sees its end.
        let seconds = max(1, Int((limit - .milliseconds(300)).components.seconds))
        return """
            \(killAll)
            (
            s=; trap 'kill -9 $s; exit' TERM
            sleep \(seconds) & s=$!
            f "o:$s" >&2
            wait $s || exit
            f t >&2
            k
            ) </dev/null & w=$!

            """
    }

    /// Ends the watchdog and what a command may have left in the background.
    static let end = """
        trap '' TERM
        kill -15 -$$ 2>/dev/null || kill $w
        exit 0

        """

    /// Ends everything below the script's shell.
    ///
    /// The shell leads a process group of its own under OpenSSH. Where it shares the group with the server's process,
    /// as under dropbear, its descendants are looked up.
    private static let killAll = """
        k() {
        kill -9 -$$ 2>/dev/null && exit
        q=$(exec sh -c 'echo $PPID')
        l=$(if [ -e /proc/self/stat ]; then
        for x in /proc/[0-9]*/stat; do read -r x <$x && p=${x%% *} && x=${x##*) } && set -- $x && echo $p $2; done
        else ps -A -o pid= -o ppid=; fi 2>/dev/null)
        t=" $$ "; n=
        while [ "$n" != "$t" ]; do
        n=$t; set -- $l
        while [ $# -gt 1 ]; do
        case $t in *" $1 "*) ;; *" $2 "*) [ $1 = "$q" ] || t="$t$1 ";; esac
        shift 2
        done
        done
        kill -9 $t
        exit
        }
        """
}
