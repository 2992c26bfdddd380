// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonSystem
import PmonTool

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

    @OptionGroup(title: "Reports")
    var reportOptions: ReportOptions

    @OptionGroup(title: "Files")
    var fileFlags: FileFlags

    @OptionGroup(title: "Shared")
    var sharedFlags: SharedFlags

    var files: FileOptions { fileFlags.options }

    var shared: SharedOptions { sharedFlags.options }

    var reloadsConfiguration: Bool { reportOptions.report == nil }

    static func main() { ToolRunner.run(Self.self, name: "pmon-serve") }

    func check(_ configuration: Configuration) throws(ToolError) {
        _ = try Settings(configuration, options: options, files: files, shared: shared)
    }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        if let period = reportOptions.period {
            let settings = try Settings(
                context.configuration,
                options: options,
                files: files,
                shared: shared
            )
            return try ReportCommand(options: reportOptions, settings: settings).run(period)
        }
        return try ServeCommand(
            options: options,
            files: files,
            shared: shared,
            context: context
        ).run()
    }
}
