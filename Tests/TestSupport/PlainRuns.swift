// SPDX-License-Identifier: MIT

private import ArgumentParser
package import PmonTool

/// Reads arguments as an ordinary run does, and with the argument parser.
package enum PlainRuns {
    /// Both readings of the arguments, as text that shows every flag; a reading that is nil was refused.
    package static func readings<Root: Tool>(
        of root: Root.Type,
        _ arguments: [String]
    ) -> (plain: String?, parsed: String?) {
        let plain = PlainArguments(arguments).flatMap { Root.work(plain: $0) }
        let parsed = try? Root.parseAsRoot(arguments) as? Root
        return (plain.map { "\($0)" }, parsed.map { "\($0.work)" })
    }
}
