// SPDX-License-Identifier: MIT

private import PmonCore

/// The long text of pmon-mail's help and manual page.
enum MailManual {
    /// What the tool is for, its examples, files and exit statuses.
    static let discussion = """
        Reads the latest file and sends one report, text and HTML alike, to the recipients of [email]. The first \
        line says what is down and since when; then come recoveries, warnings, what is well, and the evidence of \
        each failing address. Mails of one trouble, from the first fault until all is well, form one thread.

        What asks for a report is the key on of [email], or --on: always (each scan), failure (each scan in which \
        something fails) or change (something went down, after so many runs as the key after says, or recovered; and \
        with the key remind a reminder of what is still down). A scan that was cut off, and with the key every of \
        [pmon] a monitor that is silent, count as changes and are said as such.

        Each recipient is told by what that recipient was told last. That is kept only after the server has taken \
        the mail, so what could not be delivered is told next time, and nothing is told twice.

        All decisions and texts follow the times of the records, never the clock; the clock alone shows that a \
        monitor is silent. So --replay prints the same mails, byte for byte, as often as it is run. It takes records \
        in any order and needs room for them in TMPDIR.

        Examples:
          pmon-mail                              # after a scan: the report, if due
          pmon-mail --print --on always          # look at the report
          pmon-mail --print | sendmail -t        # the local mail system delivers it
          pmon-store export --since 7d | pmon-mail --replay --on change >week.mbox

        Files:
          LATEST.told       what each recipient was told last; removing it tells
                            everything anew
          LATEST.told.lock  keeps two pmon-mail from telling the same

        Exit status:
        \(statuses)
        """

    /// The statuses that pmon-mail ends with.
    private static let statuses = [
        (ExitStatus.success, "the server took the mail for every recipient, or none was due"),
        (.usage, "wrong usage"),
        (.data, "a damaged file or a bad input line; the rest was reported"),
        (.noInput, "the latest file or the configuration cannot be opened"),
        (.unavailable, "the mail server cannot be reached, or not in the demanded security"),
        (.cannotCreate, "the told file cannot be created"),
        (.inputOutput, "reading or writing failed"),
        (.tryAgain, "the server refused the mail or a recipient; it is tried again next time"),
        (.permission, "permission denied"),
        (.configuration, "the configuration is wrong or says no server, sender or recipient"),
    ].map { "  \($0.rawValue)  \($1)" }.joined(separator: "\n")
}
