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
    var options: MergeOptions

    @OptionGroup(title: "Files")
    var files: FileOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    init() {}

    init?(plain: PlainArguments) {
        var plain = plain
        options = MergeOptions(taking: &plain)
        files = FileOptions(taking: &plain)
        shared = SharedOptions(taking: &plain)
        guard plain.isEmpty else { return nil }
    }

    static func main() { ToolRunner.run(Self.self) }

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let store = Store(try StoreSettings(context.configuration, files), log: context.log)
        let flush = options.follow ? options.flush.duration : nil
        return try InputLoop(store, tee: options.tee, flush: flush, log: context.log).run()
    }
}
