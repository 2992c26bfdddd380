// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonStore: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-store",
        abstract: "Merge records into the data file and the latest file.",
        discussion: StoreManual.discussion,
        version: Version.current
    )

    @Flag(help: "Pass the records on to stdout.")
    var tee = false

    @OptionGroup(title: "Files")
    var files: FileOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    static func main() { ToolRunner.run(Self.self) }

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let settings = try StoreSettings(context.configuration, files)
        let store = Store(settings, log: context.log)
        return try InputLoop(store, tee: tee, log: context.log).run()
    }
}
