// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonServe: Tool, ToolWork {
    static let configuration = CommandConfiguration(
        commandName: "pmon-serve",
        abstract: "Serve the status page, its JSON and the metrics.",
        discussion: ServeManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Server")
    var options: ServeOptions

    @OptionGroup(title: "Files")
    var fileFlags: FileFlags

    @OptionGroup(title: "Shared")
    var sharedFlags: SharedFlags

    var files: FileOptions { fileFlags.options }

    var shared: SharedOptions { sharedFlags.options }

    var reloadsConfiguration: Bool { true }

    static func main() { ToolRunner.run(Self.self, name: "pmon-serve") }

    func check(_ configuration: Configuration) throws(ToolError) {
        _ = try Settings(configuration, options: options, files: files, shared: shared)
    }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try ServeCommand(
            options: options,
            files: files,
            shared: shared,
            context: context
        ).run()
    }
}
