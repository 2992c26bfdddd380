// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonCore

/// `pmon-store fold`.
struct FoldCommand: Tool, ToolWork {
    static let configuration = CommandConfiguration(
        commandName: "fold",
        abstract: "Move the journal's records into the data file now.",
        discussion: StoreManual.fold
    )

    @OptionGroup(title: "Files")
    var fileFlags: FileFlags

    @OptionGroup(title: "Shared")
    var sharedFlags: SharedFlags

    var files: FileOptions { fileFlags.options }

    var shared: SharedOptions { sharedFlags.options }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let store = Store(try StoreSettings(context.configuration, files), log: context.log)
        try store.commit(Batch(), folding: true)
        return store.foundDamage ? .data : .success
    }
}
