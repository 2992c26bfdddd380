// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonTool

/// The flags of merging, as the argument parser reads them.
struct MergeFlags: ParsableArguments {
    @Flag(
        help:
            "Pass stored records on to stdout unchanged; invalid lines are left out."
    )
    var tee = false

    @Flag(
        help: "For endless input: commit repeatedly, and exit with 0 at SIGHUP, SIGINT or SIGTERM."
    )
    var follow = false

    @Option(
        help: ArgumentHelp(
            "With --follow, the longest time that a record waits for its commit.",
            valueName: "duration"
        )
    )
    var flush = DurationArgument(.seconds(1))

    /// What they say, and those that name the files.
    func options(files: FileOptions) -> MergeOptions {
        var options = MergeOptions()
        options.files = files
        options.tee = tee
        options.follow = follow
        options.flush = flush.duration
        return options
    }
}
