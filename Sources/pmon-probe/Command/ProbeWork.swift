// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonTool

/// pmon-probe with its flags known.
struct ProbeWork: ToolWork {
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

extension ProbeWork {
    /// The work of an ordinary run; nil if the arguments ask for more.
    init?(_ plain: PlainArguments) {
        var plain = plain
        guard let options = ProbeOptions(taking: &plain) else { return nil }
        self.init(options: options, shared: SharedOptions(taking: &plain))
        guard plain.isEmpty else { return nil }
    }
}
