// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonSystem
import PmonTool

/// `pmon-store repair`.
struct RepairCommand: StoreSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Save the records of a damaged file and keep the damaged file.",
        discussion: StoreManual.repair
    )

    @OptionGroup
    var flags: StoreFlags

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try Repair(StoreSettings(context.configuration, files), log: context.log).run()
    }
}
