// SPDX-License-Identifier: MIT

import PmonSystem

/// The long text of pmon-mail's help and manual page.
enum MailManual {
    /// The purpose of the tool, its examples, files and exit statuses.
    static let discussion = """
        Reads the latest file and sends one report, as text and HTML, to the recipients of [email]. The first line \
        names what is down and since when. Recoveries, warnings, healthy addresses, and the evidence of each failing \
        address follow. All mails about one problem, from the first failure to the full recovery, form one thread.

        The key on of [email], or --on, decides when a report is due. always: after each scan. failure: after each scan \
        in which something fails. change: when something goes down (after as many failing runs as the key after \
        demands) or recovers; with the key remind, also as a reminder while something is down. An incomplete scan \
        counts as a change. With the key every of [pmon], so does a monitor that has fallen silent.

        pmon-mail remembers what it last reported to each recipient. It updates this only after the server has accepted \
        the mail, so an undelivered report is sent next time and a delivered one is not repeated.

        Channels are the commands of [tell]. Each reads one event from stdin, an object of JSON that docs/event.schema.json \
        describes, and status 0 is its receipt. What holds for a recipient holds for a channel: it has its own on, remind, \
        only and memory. All commands run at once beside the mails, and one that hangs delays nobody else. A check that \
        fails because another one fails that it needs (key needs) is reported with that one, not by itself.

        Nothing is reported of a check while a window of [maintenance] is open for it, or while a line of the silence \
        file selects it. If it still fails later, it is reported then. A warning (an expiring certificate, a slow \
        answer) is reported when it begins and when it is over.

        All decisions and texts depend on the times of the records. The clock is used only to notice that a monitor is \
        silent. So --replay always prints the same mails for the same history, byte for byte. It accepts records in any \
        order and stores them in TMPDIR meanwhile.

        EXAMPLES
          pmon-mail                              # after a scan: send the report, if due
          pmon-mail --print --on always          # look at the report
          pmon-mail --print | sendmail -t        # deliver it by the local mail system
          pmon-store export --since 7d | pmon-mail --replay --on change >week.mbox
          pmon-mail --events | jq .subject       # what the channels would be told
          pmon-mail --test ops                   # try the channel ops
          pmon-mail --explain shop               # why it is reported now or not

        FILES
          LATEST.told       the last report to each recipient and channel;
                            without it, everything is reported again;
                            if it cannot be written, nothing is
          pmon.silence      silences, one a line: GLOB until recovery,
                            or GLOB until 2026-12-01 08:00
          LATEST.told.lock  keeps two pmon-mail from reporting the same

        EXIT STATUS
        \(statuses)
        """

    /// The statuses that pmon-mail ends with.
    private static let statuses = [
        (ExitStatus.success, "the server accepted the mail for every recipient, or none was due"),
        (.usage, "wrong usage"),
        (.data, "a damaged file or an invalid input line; the rest was reported"),
        (.noInput, "the latest file or the configuration cannot be opened"),
        (
            .unavailable,
            "the mail server cannot be reached, or not with the required encryption; or libcurl is missing"
        ),
        (.cannotCreate, "the told file cannot be created; nothing was reported"),
        (.inputOutput, "reading or writing failed"),
        (
            .tryAgain,
            "the server refused the mail or a recipient, or a channel was not told; the next run tries again"
        ),
        (.permission, "permission denied"),
        (.configuration, "the configuration is wrong or lacks a server, sender or recipient"),
    ].map { "  \($0.rawValue)  \($1)" }.joined(separator: "\n")
}
