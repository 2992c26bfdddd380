// SPDX-License-Identifier: MIT

import PmonSystem
import PmonTool

/// pmon-store without a subcommand: stdin goes into the files.
struct MergeCommand: OrdinaryWork {
    let options: MergeOptions
    let shared: SharedOptions

    var files: FileOptions { options.files }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let store = Store(try StoreSettings(context.configuration, files), log: context.log)
        let flush = options.follow ? options.flush : nil
        return try InputLoop(store, tee: options.tee, flush: flush, log: context.log).run()
    }
}
