// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// `pmon-store check`.
struct CheckCommand: Tool, ToolWork {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify the files and count their records.",
        discussion: StoreManual.check
    )

    @OptionGroup(title: "Files")
    var fileFlags: FileFlags

    @OptionGroup(title: "Shared")
    var sharedFlags: SharedFlags

    var files: FileOptions { fileFlags.options }

    var shared: SharedOptions { sharedFlags.options }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try Verification(StoreSettings(context.configuration, files), log: context.log)
            .run()
    }
}
