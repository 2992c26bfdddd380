// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonTool

/// The flags of pmon-mail alone, as the argument parser reads them.
struct MailFlags: ParsableArguments {
    @Flag(help: "Print the due mail instead of sending it, ready for sendmail -t.")
    var print = false

    @Flag(help: "Read a history from stdin and print the mails it would have caused, as an mbox.")
    var replay = false

    @Flag(
        help:
            "Print the events that are due to the channels, mail included, as NDJSON; with --replay those of a history."
    )
    var events = false

    @Flag(help: "Tell CHANNEL, or all channels and the recipients of mails, a test event.")
    var test = false

    @Argument(
        help: ArgumentHelp("With --test: a channel of [tell], or mail.", valueName: "channel")
    )
    var channel: String?

    @Option(
        help: ArgumentHelp(
            "Print why those checks would be reported now or not, rule by rule; globs as in --only of pmon-probe.",
            valueName: "target"
        )
    )
    var explain: String?

    @Option(help: "When a report is due, instead of the configured one: always, failure or change.")
    var on: MailTrigger?

    @Option(
        help: ArgumentHelp(
            "Recipients instead of the configured ones, comma separated; can be repeated.",
            valueName: "address"
        )
    )
    var to: [String] = []

    @Option(help: FileFlags.latestHelp)
    var latest: String?

    /// The values of the flags.
    var options: MailOptions {
        var options = MailOptions()
        options.print = print
        options.replay = replay
        options.events = events
        options.test = test
        options.channel = channel?.lowercased()
        options.explain = explain
        options.on = on
        options.to = to
        options.latest = latest
        return options
    }

    mutating func validate() throws {
        guard !(print && replay) else {
            throw ValidationError("--print and --replay exclude each other")
        }
        guard [print, replay || events, test, explain != nil].count(where: { $0 }) < 2 else {
            throw ValidationError("--test, --print, --events and --explain exclude each other")
        }
        guard channel == nil || test else {
            throw ValidationError("unexpected argument '\(channel ?? "")', see --test")
        }
        guard to.isEmpty || !options.recipients.isEmpty else {
            throw ValidationError("--to: expected \(MailAddress.form)")
        }
        for text in options.recipients where MailAddress(text) == nil {
            let found = MailText.line(text, limit: 80)
            throw ValidationError("--to: expected \(MailAddress.form), found '\(found)'")
        }
    }
}

extension MailTrigger: ExpressibleByArgument {}
