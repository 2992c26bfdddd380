// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonTool

/// The flags and arguments of pmon-probe itself, as the argument parser reads them.
struct ProbeFlags: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Addresses instead of those of [urls]; - reads addresses or target objects from stdin, one a line.",
            valueName: "url"
        )
    )
    var addresses: [String] = []

    @Flag(help: "Print the targets as NDJSON, without their secrets, instead of probing them.")
    var list = false

    @Option(
        help: ArgumentHelp(
            "Only targets whose key, name or address matches a glob, or group:NAME; comma separated, can be repeated.",
            valueName: "glob"
        )
    )
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            "Check addresses of that scheme too where they are arguments or come from stdin; comma separated, can be repeated.",
            valueName: "scheme"
        )
    )
    var allow: [String] = []

    @Option(
        help: ArgumentHelp(
            "Scan repeatedly, with the addresses spread over that period.",
            valueName: "duration"
        )
    )
    var every: DurationArgument?

    @Option(help: ArgumentHelp("With --every, end after that many scans.", valueName: "n"))
    var count: Int?

    @Flag(help: "Exit with 1 if any result is not SUCCESS.")
    var fail = false

    @Flag(help: "Explain each check on stderr: phases, certificate, expectations.")
    var explain = false

    @Flag(help: "Show progress on stderr if it is a terminal.")
    var progress = false

    func validate() throws {
        if let problem = options.problem { throw ValidationError(problem) }
    }

    /// What they say.
    var options: ProbeOptions {
        var options = ProbeOptions()
        options.addresses = addresses
        options.list = list
        options.only = only
        options.allow = allow
        options.every = every?.duration
        options.count = count
        options.fail = fail
        options.explain = explain
        options.progress = progress
        return options
    }
}
