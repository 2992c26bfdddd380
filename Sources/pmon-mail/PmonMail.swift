// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonTool

@main
struct PmonMail: Tool {
    static let configuration = CommandConfiguration(
        commandName: "pmon-mail",
        abstract: "Mail a report of the latest results if one is due.",
        discussion: MailManual.discussion,
        version: Version.current
    )

    @OptionGroup(title: "Mail")
    var flags: MailFlags

    @OptionGroup(title: "Shared")
    var shared: SharedFlags

    static func main() { ToolRunner.run(Self.self, name: "pmon-mail") }

    var work: MailWork { MailWork(options: flags.options, shared: shared.options) }
}
