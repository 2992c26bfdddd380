// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonSystem
import PmonText
import PmonTool

/// `pmon-store forget`.
struct ForgetCommand: StoreSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Take the records of checks out of the history.",
        discussion: StoreManual.forget
    )

    @Argument(
        help: ArgumentHelp(
            "Key, name or address of checks; a pattern with * and ? is possible. Also lists with commas, and group:NAME.",
            valueName: "glob"
        )
    )
    var globs: [String]

    @Flag(name: .customLong("dry-run"), help: "Only say what would be forgotten.")
    var dryRun = false

    @OptionGroup
    var flags: StoreFlags

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        var lists: [TargetPatterns] = []
        for glob in globs {
            do throws(SettingProblem) {
                lists.append(try TargetPatterns(glob, blanks: .anywhere))
            } catch {
                throw ToolError(.usage, "forget: \(error.message)")
            }
        }
        return try Forget(
            StoreSettings(context.configuration, files),
            configuration: context.configuration,
            patterns: TargetPatterns(joining: lists),
            log: context.log
        ).run(isDry: dryRun)
    }
}
