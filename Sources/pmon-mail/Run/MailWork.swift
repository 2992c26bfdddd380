// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText
import PmonTool

/// pmon-mail with its flags known.
struct MailWork: OrdinaryWork {
    let options: MailOptions
    let shared: SharedOptions

    var files: FileOptions { FileOptions(latest: options.latest) }

    func check(_ configuration: Configuration) throws(ToolError) {
        let isSending = configuration.email != nil && options.isTelling
        _ = try MailSetup(configuration, options, isSending: isSending)
    }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        // A wrong rule costs itself alone: the defaults tell in its place.
        let faults = context.configuration.newsFaults + context.configuration.maintenanceFaults
        for fault in faults { context.log.error(fault) }
        let status = try tell(context)
        return status == .success && !faults.isEmpty ? .configuration : status
    }

    private func tell(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let configuration = context.configuration
        do throws(ToolError) {
            let setup = try MailSetup(configuration, options, isSending: options.isTelling)
            return try run(setup, context)
        } catch {
            // What is wrong with the mails keeps no channel from being told.
            guard error.status == .configuration, options.isTelling, options.to.isEmpty,
                !configuration.channels.isEmpty
            else { throw error }
            let setup = try MailSetup(configuration, options, isSending: false, withoutMail: true)
            _ = try run(setup, context)
            throw error
        }
    }

    private static func patterns(_ text: String) throws(ToolError) -> TargetPatterns {
        do throws(SettingProblem) {
            return try TargetPatterns(text, blanks: .anywhere)
        } catch {
            throw ToolError(.usage, "--explain: \(error.message)")
        }
    }

    private func run(_ setup: MailSetup, _ context: ToolContext) throws(ToolError) -> ExitStatus {
        if options.test { return try TestRun(setup, log: context.log).run(options.channel) }
        if options.replay {
            return try ReplayRun(setup, log: context.log).run(asEvents: options.events)
        }
        let latest = options.latest ?? context.configuration.pmon.latestFile
        let run = MailRun(setup, latest: latest, log: context.log)
        if let text = options.explain { return try run.explain(Self.patterns(text)) }
        if options.events { return try run.printEvents() }
        return try options.print ? run.printMail() : run.send()
    }
}
