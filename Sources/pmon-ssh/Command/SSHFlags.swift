// SPDX-License-Identifier: MIT

import ArgumentParser

/// The flags and arguments of pmon-ssh itself, as the argument parser reads them.
struct SSHFlags: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Check only these keys of [urls], without reading input.",
            valueName: "target"
        )
    )
    var targets: [String] = []

    @Flag(
        help: "Print the ssh:// addresses as NDJSON, without their secrets."
    )
    var list = false

    @Flag(help: "Leave the ssh:// addresses of [urls] alone.")
    var evidenceOnly = false

    @Flag(help: "Gather evidence for healthy records, too.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Maximum number of machines looked into at once, 1 to 1000; silent ones do not count.",
            valueName: "n"
        )
    )
    var concurrency = SSHOptions().concurrency

    func validate() throws {
        guard (1...1000).contains(concurrency) else {
            throw ValidationError("--concurrency must be 1 to 1000")
        }
    }

    /// What they say.
    var options: SSHOptions {
        var options = SSHOptions()
        options.targets = targets
        options.list = list
        options.evidenceOnly = evidenceOnly
        options.all = all
        options.concurrency = concurrency
        return options
    }
}
