// SPDX-License-Identifier: MIT

import PmonSystem
import PmonTool

/// pmon-store without a subcommand: stdin goes into the files.
struct MergeCommand: ToolWork {
    let options: MergeOptions
    let files: FileOptions
    let shared: SharedOptions

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let store = Store(try StoreSettings(context.configuration, files), log: context.log)
        let flush = options.follow ? options.flush : nil
        return try InputLoop(store, tee: options.tee, flush: flush, log: context.log).run()
    }
}

extension MergeCommand {
    /// The work of an ordinary run; nil if the arguments ask for more.
    init?(_ plain: PlainArguments) {
        var plain = plain
        self.init(
            options: MergeOptions(taking: &plain),
            files: FileOptions(taking: &plain),
            shared: SharedOptions(taking: &plain)
        )
        guard plain.isEmpty else { return nil }
    }
}
