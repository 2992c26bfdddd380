// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonServe: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-serve",
        abstract: "Serve the status page, its JSON and the metrics.",
        discussion: ServeManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Server")
    var options: ServeOptions

    @OptionGroup(title: "Files")
    var files: FileOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    var reloadsConfiguration: Bool { true }

    static func main() { ToolRunner.run(Self.self) }

    func check(_ configuration: Configuration) throws(ToolError) {
        _ = try Settings(configuration, options: options, files: files, shared: shared)
    }

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try ServeCommand(options: options, files: files, shared: shared, context: context).run()
    }
}
