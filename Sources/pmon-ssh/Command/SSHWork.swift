// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonTool

/// pmon-ssh with its flags known.
struct SSHWork: OrdinaryWork {
    let options: SSHOptions
    let shared: SharedOptions

    /// In a run a bad pattern costs the log lines alone.
    func check(_ configuration: Configuration) throws(ToolError) {
        let problems =
            Inventory(configuration).faults + KeyFile.problems(in: configuration)
            + GrepPattern.problems(in: configuration)
        guard problems.isEmpty else {
            throw ToolError(.configuration, problems.joined(separator: "\n"))
        }
    }

    func warnings(_ configuration: Configuration) -> [String] {
        KeyFile.warnings(in: configuration)
    }

    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus {
        let configuration = context.configuration
        for problem in GrepPattern.problems(in: configuration) + warnings(configuration) {
            context.log.warn(problem)
        }
        return try SSHCommand(options: options, context: context).run()
    }
}
