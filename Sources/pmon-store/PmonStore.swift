// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonTool

@main
struct PmonStore: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-store",
        abstract: "Merge records into the data file and the latest file.",
        discussion: StoreManual.discussion,
        version: Version.current,
        subcommands: [
            FoldCommand.self, ExportCommand.self, CheckCommand.self, RepairCommand.self,
            ForgetCommand.self,
        ]
    )

    @OptionGroup(title: "Merging")
    var merging: MergeFlags

    @OptionGroup
    var flags: StoreFlags

    static func main() { ToolRunner.run(Self.self, name: "pmon-store") }

    var work: MergeCommand {
        MergeCommand(
            options: merging.options(files: flags.files.options),
            shared: flags.shared.options
        )
    }
}
