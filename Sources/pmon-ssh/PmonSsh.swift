// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonTool

@main
struct PmonSsh: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-ssh",
        abstract: "Add evidence from the machine to failed records, by SSH.",
        discussion: SSHManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Evidence")
    var flags: SSHFlags

    @OptionGroup(title: "Shared")
    var shared: SharedFlags

    static func main() { ToolRunner.run(Self.self, name: "pmon-ssh") }

    var work: SSHWork { SSHWork(options: flags.options, shared: shared.options) }
}
