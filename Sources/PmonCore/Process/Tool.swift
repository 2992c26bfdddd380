// SPDX-License-Identifier: MIT

package import ArgumentParser

/// One of pmon's programs, or one of its subcommands: flags that are parsed, and work that ends with a status.
package protocol Tool: ParsableCommand {
    /// The flags that all tools share.
    var shared: SharedOptions { get }

    /// True if SIGHUP asks the tool to read its configuration again.
    var reloadsConfiguration: Bool { get }

    /// Checks what only this tool can judge of a configuration, for `--check-config` and before the work.
    ///
    /// Throws 78.
    func check(_ configuration: Configuration) throws(ToolError)

    /// The tool for an ordinary run, every flag set; nil leaves the arguments to the argument parser.
    init?(plain: PlainArguments)

    /// Does the work. Throws when pmon fails; a failure of what is monitored is data.
    mutating func execute(_ context: ToolContext) throws(ToolError) -> ExitStatus
}

extension Tool {
    /// No tool reloads, unless it says so.
    package var reloadsConfiguration: Bool { false }

    /// All arguments go through the argument parser.
    package init?(plain: PlainArguments) { nil }

    /// Nothing more to check.
    package func check(_ configuration: Configuration) throws(ToolError) {}
}

/// What the runner hands to a tool.
package struct ToolContext: Sendable {
    /// The configuration as read at the start.
    package let configuration: Configuration
    /// Where the tool says what is not data.
    package let log: Diagnostics
}
