// SPDX-License-Identifier: MIT

package import PmonConfig
package import PmonSystem

/// The work of a tool, its flags known.
package protocol ToolWork {
    /// The flags that all tools share.
    var shared: SharedOptions { get }

    /// The result files that flags name.
    var files: FileOptions { get }

    /// True if SIGHUP asks the tool to read its configuration again.
    var reloadsConfiguration: Bool { get }

    /// Checks what only this tool can judge of a configuration, for `--check-config` alone: `execute` finds it out itself.
    ///
    /// Throws 78.
    func check(_ configuration: Configuration) throws(ToolError)

    /// What `--check-config` warns of and only this tool can see; `execute` warns of it itself.
    func warnings(_ configuration: Configuration) -> [String]

    /// Does the work. Throws when pmon fails; a failure of what is monitored is data.
    func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus
}

extension ToolWork {
    /// The configured files.
    package var files: FileOptions { FileOptions() }

    /// By default a tool does not reload.
    package var reloadsConfiguration: Bool { false }

    /// Nothing more to check.
    package func check(_ configuration: Configuration) throws(ToolError) {}

    /// Nothing more to warn of.
    package func warnings(_ configuration: Configuration) -> [String] { [] }
}

/// The context that the runner passes to a tool.
package struct ToolContext: Sendable {
    /// The configuration as read at the start.
    package let configuration: Configuration
    /// The messages of the tool.
    package let log: Diagnostics
}
