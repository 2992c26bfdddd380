// SPDX-License-Identifier: MIT

import PmonCore

/// pmon-mail with its flags known.
struct MailWork: ToolWork {
    let options: MailOptions
    let shared: SharedOptions

    var files: FileOptions { FileOptions(latest: options.latest) }

    func check(_ configuration: Configuration) throws(ToolError) {
        let isSending = configuration.email != nil && !options.print && !options.replay
        _ = try MailSetup(configuration, options, isSending: isSending)
    }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let isSending = !options.print && !options.replay
        let setup = try MailSetup(context.configuration, options, isSending: isSending)
        if options.replay { return try ReplayRun(setup, log: context.log).run() }
        let latest = options.latest ?? context.configuration.pmon.latestFile
        let run = MailRun(setup, latest: latest, log: context.log)
        return try options.print ? run.printMail() : run.send()
    }
}

extension MailWork {
    /// The work of an ordinary run; nil if the arguments ask for more.
    init?(_ plain: PlainArguments) {
        var plain = plain
        self.init(
            options: MailOptions(taking: &plain),
            shared: SharedOptions(taking: &plain)
        )
        guard plain.isEmpty else { return nil }
    }
}
