// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// `pmon-store repair`.
struct RepairCommand: Tool, ToolWork {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Save the records of a damaged file and keep the damaged file.",
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
