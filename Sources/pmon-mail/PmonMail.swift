// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

@main
struct PmonMail: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-mail",
        abstract: "Mail one report of the latest results, when one is due.",
        discussion: MailManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Mail")
    var options: MailOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    init() {}

    init?(plain: PlainArguments) {
        var plain = plain
        options = MailOptions(taking: &plain)
        shared = SharedOptions(taking: &plain)
        guard plain.isEmpty else { return nil }
    }

    static func main() { ToolRunner.run(Self.self) }

    func check(_ configuration: Configuration) throws(ToolError) {
        let isSending = configuration.email != nil && !options.print && !options.replay
        _ = try MailSetup(configuration, options, isSending: isSending)
    }

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let isSending = !options.print && !options.replay
        let setup = try MailSetup(context.configuration, options, isSending: isSending)
        if options.replay { return try ReplayRun(setup, log: context.log).run() }
        let latest = options.latest ?? context.configuration.pmon.latestFile
        let run = MailRun(setup, latest: latest, log: context.log)
        return try options.print ? run.printMail() : run.send()
    }
}
