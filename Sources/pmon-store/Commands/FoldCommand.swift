// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonSystem
import PmonTool

/// `pmon-store fold`.
struct FoldCommand: StoreSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "fold",
        abstract: "Move the journal's records into the data file now.",
        discussion: StoreManual.fold
    )

    @OptionGroup
    var flags: StoreFlags

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let store = Store(try StoreSettings(context.configuration, files), log: context.log)
        try store.commit(Batch(), folding: true)
        return store.foundDamage ? .data : .success
    }
}
