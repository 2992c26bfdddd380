// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonTool

/// pmon-probe with its flags known.
struct ProbeWork: OrdinaryWork {
    let options: ProbeOptions
    let shared: SharedOptions

    var reloadsConfiguration: Bool { options.every != nil }

    /// In a run each address that cannot be checked gets its record.
    func check(_ configuration: Configuration) throws(ToolError) {
        try TargetList.check(configuration)
    }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        try ProbeCommand(options: options, shared: shared, context: context).run()
    }
}
