// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// The flags of merging, as the argument parser reads them.
struct MergeFlags: ParsableArguments {
    @Flag(
        help:
            "Pass stored records on to stdout unchanged; invalid lines are left out."
    )
    var tee = false

    @Flag(help: "For endless input: commit repeatedly, and exit with 0 at SIGINT or SIGTERM.")
    var follow = false

    @Option(
        help: ArgumentHelp(
            "With --follow, the longest time that a record waits for its commit.",
            valueName: "duration"
        )
    )
    var flush = DurationArgument(.seconds(1))

    mutating func validate() throws {
        guard flush.duration > .zero else {
            throw ValidationError("--flush: expected a time above zero")
        }
    }

    /// What they say.
    var options: MergeOptions {
        var options = MergeOptions()
        options.tee = tee
        options.follow = follow
        options.flush = flush.duration
        return options
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
