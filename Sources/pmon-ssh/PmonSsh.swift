// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonSsh: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-ssh",
        abstract: "Add the reason to failed records: evidence from the machine, by SSH.",
        discussion: SSHManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Evidence")
    var options: SSHOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    init() {}

    init?(plain: PlainArguments) {
        var plain = plain
        options = SSHOptions(taking: &plain)
        shared = SharedOptions(taking: &plain)
        guard plain.isEmpty else { return nil }
    }

    static func main() { ToolRunner.run(Self.self) }

    /// A bad pattern costs the log lines alone, so only a check of the configuration fails for it.
    func check(_ configuration: Configuration) throws(ToolError) {
        guard shared.checkConfig else { return }
        let problems = GrepPattern.problems(in: configuration)
        guard problems.isEmpty else {
            throw ToolError(.configuration, problems.joined(separator: "\n"))
        }
    }

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        for problem in GrepPattern.problems(in: context.configuration) { context.log.warn(problem) }
        return try SSHCommand(options: options, context: context).run()
    }
}
