// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonStore: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-store",
        abstract: "Merge records into the data file and the latest file.",
        discussion: StoreManual.discussion,
        version: Version.current,
        subcommands: [FoldCommand.self, ExportCommand.self, CheckCommand.self, RepairCommand.self]
    )

    @OptionGroup(title: "Merging")
    var flags: MergeFlags

    @OptionGroup(title: "Files")
    var files: FileFlags

    @OptionGroup(title: "Shared")
    var shared: SharedFlags

    static func main() { ToolRunner.run(Self.self, name: "pmon-store") }

    var work: MergeCommand {
        MergeCommand(options: flags.options, files: files.options, shared: shared.options)
    }

    static func work(plain: PlainArguments) -> MergeCommand? { MergeCommand(plain) }
}
