// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonTool

@main
struct PmonProbe: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-probe",
        abstract: "Check HTTP addresses and write one record each.",
        discussion: ProbeManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Probing")
    var flags: ProbeFlags

    @OptionGroup(title: "Shared")
    var shared: SharedFlags

    static func main() { ToolRunner.run(Self.self, name: "pmon-probe") }

    var work: ProbeWork { ProbeWork(options: flags.options, shared: shared.options) }
}
