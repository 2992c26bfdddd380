// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonSystem
import PmonTool

/// `pmon-store check`.
struct CheckCommand: StoreSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify the files and count their records.",
        discussion: StoreManual.check
    )

    @OptionGroup
    var flags: StoreFlags

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try Verification(StoreSettings(context.configuration, files), log: context.log)
            .run()
    }
}
