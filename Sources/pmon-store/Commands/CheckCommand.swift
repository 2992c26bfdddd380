// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// `pmon-store check`.
struct CheckCommand: Tool {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify the files and count what they hold.",
        discussion: StoreManual.check
    )

    @OptionGroup(title: "Files")
    var files: FileOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try Verification(StoreSettings(context.configuration, files), log: context.log).run()
    }
}
