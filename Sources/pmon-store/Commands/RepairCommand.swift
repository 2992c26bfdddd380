// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// `pmon-store repair`.
struct RepairCommand: Tool, ToolWork {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Save what a damaged file holds and keep the damaged one.",
        discussion: StoreManual.repair
    )

    @OptionGroup(title: "Files")
    var fileFlags: FileFlags

    @OptionGroup(title: "Shared")
    var sharedFlags: SharedFlags

    var files: FileOptions { fileFlags.options }

    var shared: SharedOptions { sharedFlags.options }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try Repair(StoreSettings(context.configuration, files), log: context.log).run()
    }
}
