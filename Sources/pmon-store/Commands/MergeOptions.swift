// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// The flags of merging.
struct MergeOptions: ParsableArguments {
    @Flag(help: "Pass the records on to stdout, as they came; bad lines are kept out.")
    var tee = false

    @Flag(help: "For endless input: commit again and again, and leave with 0 at SIGINT or SIGTERM.")
    var follow = false

    @Option(
        help: ArgumentHelp(
            "With --follow, the longest time a record waits for its commit.",
            valueName: "duration"
        )
    )
    var flush = DurationArgument(.seconds(1))

    init() {}

    /// The flags of an ordinary run.
    init(taking plain: inout PlainArguments) {
        tee = plain.take("--tee") != nil
        follow = false
        flush = DurationArgument(.seconds(1))
    }

    mutating func validate() throws {
        guard flush.duration > .zero else {
            throw ValidationError("--flush: expected a time above zero")
        }
    }
}

/// A time as flags spell it, such as `500ms`.
struct DurationArgument: ExpressibleByArgument {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    init?(argument: String) {
        guard let duration = DurationText.parse(argument) else { return nil }
        self.duration = duration
    }

    var defaultValueDescription: String { DurationText.format(duration) }
}
