// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonProbe: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-probe",
        abstract: "Check HTTP addresses and write one record each.",
        discussion: ProbeManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Probing")
    var options: ProbeOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    var reloadsConfiguration: Bool { options.every != nil }

    static func main() { ToolRunner.run(Self.self) }

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try ProbeCommand(options: options, context: context).run()
    }
}
