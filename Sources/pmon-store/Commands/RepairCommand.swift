// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// `pmon-store repair`.
struct RepairCommand: Tool {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Save what a damaged file holds and keep the damaged one.",
        discussion: StoreManual.repair
    )

    @OptionGroup(title: "Files")
    var files: FileOptions

    @OptionGroup(title: "Shared")
    var shared: SharedOptions

    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try Repair(StoreSettings(context.configuration, files), log: context.log).run()
    }
}
