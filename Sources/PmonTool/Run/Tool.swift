// SPDX-License-Identifier: MIT

package import ArgumentParser

/// One of pmon's programs, or one of its subcommands, as the argument parser sees it: flags that become work.
package protocol Tool: ParsableCommand {
    associatedtype Work: ToolWork

    /// The work that the parsed flags ask for.
    var work: Work { get }

    /// The work that the arguments of an ordinary run ask for; nil leaves them to the argument parser.
    ///
    /// No command and no group of flags of the argument parser is made here: each of these types costs a search through
    /// all conformances of the program, at every start.
    static func work(plain: PlainArguments) -> Work?
}

extension Tool {
    /// All arguments go through the argument parser.
    package static func work(plain: PlainArguments) -> Work? { nil }
}

extension Tool where Work: OrdinaryWork {
    package static func work(plain: PlainArguments) -> Work? { Work(plain) }
}

extension Tool where Self: ToolWork {
    /// The command does the work itself.
    package var work: Self { self }
}
