// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// `pmon-store check`.
struct CheckCommand: Tool, ToolWork {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify the files and count what they hold.",
        discussion: StoreManual.check
    )

    @OptionGroup(title: "Files")
    var files: FileFlags

    @OptionGroup(title: "Shared")
    var sharedFlags: SharedFlags

    var shared: SharedOptions { sharedFlags.options }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try Verification(StoreSettings(context.configuration, files.options), log: context.log)
            .run()
    }
}
