// SPDX-License-Identifier: MIT

/// The script that a machine runs: one shell, fed through its input, for all that is asked of it.
///
/// The user's login shell need not understand it, and none of its text shows in the process list that it reads.
enum GatherScript {
    /// The command that takes the script, in any login shell.
    ///
    /// Its argument is the sign by which other visits know it.
    static let interpreter = "exec \(ProcessView.sign)"
    /// Begins a line that frames a section; no text file holds this byte.
    static let frame = "\u{1E}pmon:"

    /// The script for a gathering; `nonce` marks its frames so that no output can forge them.
    ///
    /// Sections begin on both streams, so that a complaint is not taken for a line of a list. The script ends by
    /// itself once `gathering.limit` has passed.
    static func text(_ gathering: Gathering, nonce: String) -> String {
        var text = environment
        if gathering.needsUnicode { text += unicode }
        text += """
            f() { printf '\\n\\036pmon:\(nonce):%s\\n' "$1"; }
            b() { f "b:$1"; f "b:$1" >&2; }
            e() { f "e:$1:$2"; }

            """
        text += WatchdogScript.beginning(gathering.limit)
        if gathering.hasMarkers {
            text +=
                gathering.hasCommandsOfItsOwn ? ProcessScript.ancestors : ProcessScript.shell
        }
        for section in Section.all(of: gathering) {
            text += """
                b \(section.code)
                \(command(section, gathering))
                e \(section.code) $?

                """
        }
        return text + "b z\n" + WatchdogScript.end(sweeps: gathering.hasCommandsOfItsOwn)
    }

    /// Removes what bends the output of the commands.
    ///
    /// Old `ps` of BSD, of macOS and of a small busybox cut lines at 80 columns unless a width is given; busybox takes
    /// none above 29,999. `ps` of procps cuts nothing without a width.
    private static let environment = """
        unset COLUMNS LINES PS_FORMAT PS_PERSONALITY CMD_ENV UNIX95 POSIXLY_CORRECT LIBPROC_HIDE_KERNEL \
        PROCPS_USERLEN PROCPS_FROMLEN BLOCK_SIZE BLOCKSIZE DF_BLOCK_SIZE LS_BLOCK_SIZE GREP_OPTIONS GREP_COLOR \
        GREP_COLORS CDPATH QUOTING_STYLE TIME_STYLE
        unset -f ps df ls grep tail sleep mount dmesg 2>/dev/null
        { [ -e /proc/self/stat ] && ! [ /bin/ps -ef /bin/busybox ]; } 2>/dev/null || { COLUMNS=29999; export COLUMNS; }
        LC_ALL=C; export LC_ALL
        PATH=$PATH:/usr/bin:/bin:/usr/sbin:/sbin; export PATH
        U=C.UTF-8 H=$PWD

        """

    /// Finds a locale that knows letters beyond ASCII; C.UTF-8 is missing on older systems.
    private static let unicode = """
        for x in $(locale -a 2>/dev/null); do
        case $x in C.[Uu]*|en_US.[Uu]*) U=$x; break;; *.[Uu][Tt][Ff]*) U=$x;; esac
        done

        """

    private static func command(_ section: Section, _ gathering: Gathering) -> String {
        switch section {
        case .scan where !gathering.hasCommandsOfItsOwn: ProcessScript.list
        case .scan(let index): ProcessScript.scan(gathering.scans[index].command)
        case .arguments: ProcessScript.arguments
        case .processes:
            gathering.hasCommandsOfItsOwn ? ProcessScript.view : ProcessScript.rest
        case .memory: SystemScript.facts
        case .kernel: SystemScript.kernel
        case .fileSystem: SystemScript.disks
        case .inodes: SystemScript.inodes
        case .logs(let index): LogScript.search(gathering.logSearches[index], section.code)
        }
    }
}
