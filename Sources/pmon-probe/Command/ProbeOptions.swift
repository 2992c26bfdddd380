// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// The flags and arguments of pmon-probe itself.
struct ProbeOptions: ParsableArguments {
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
            "Only targets whose key, name, group or address matches; may be given again.",
            valueName: "glob"
        )
    )
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            "Scan again and again, the addresses spread over that period.",
            valueName: "duration"
        )
    )
    var every: DurationArgument?

    @Option(help: ArgumentHelp("With --every: end after that many scans.", valueName: "n"))
    var count: Int?

    @Flag(help: "Exit with 1 if any result is not SUCCESS.")
    var fail = false

    @Flag(help: "Explain each check on stderr: phases, certificate, expectations.")
    var explain = false

    @Flag(help: "Show progress on stderr where it is a terminal.")
    var progress = false

    init() {}

    /// The flags of an ordinary run; nil if they are not valid.
    init?(taking plain: inout PlainArguments) {
        addresses = plain.takeOperands()
        list = false
        only = []
        every = nil
        count = nil
        fail = false
        explain = false
        progress = false
        guard (try? validate()) != nil else { return nil }
    }

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be 1 or more") }
        if count != nil, every == nil { throw ValidationError("--count needs --every") }
        if every != nil, addresses.contains("-") {
            throw ValidationError("--every cannot repeat addresses from stdin")
        }
        if addresses.filter({ $0 == "-" }).count > 1 {
            throw ValidationError("- can be given once")
        }
    }
}

/// A duration as a flag's value.
struct DurationArgument: ExpressibleByArgument {
    /// The value, above zero.
    let duration: Duration

    init?(argument: String) {
        guard let duration = DurationText.parse(argument), duration > .zero else { return nil }
        self.duration = duration
    }
}
