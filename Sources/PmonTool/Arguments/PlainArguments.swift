// SPDX-License-Identifier: MIT

/// The arguments of an ordinary run: addresses or keys, `--quiet`, `--checked`, `--tee`, and the flags that name a file.
///
/// The argument parser builds its types at run time and looks up some forty conformances, each among all of the
/// program: 3 ms, a third of the start of a tool that runs each minute. So the ordinary run does without it. The
/// parser stays the only judge of everything else: whatever is not plain, wrong or unknown is left to it.
package struct PlainArguments: Equatable, Sendable {
    /// Flags that take a value, and those that take none.
    private static let valued = ["--conf", "--data", "--latest"]
    private static let bare = ["--quiet", "--checked", "--tee"]

    private var values: [String: String] = [:]
    private var operands: [String] = []

    /// The arguments after the program's name; nil if one of them is not plain.
    ///
    /// Plain is `--conf FILE` or `--conf=FILE`, each flag once, and what does not begin with a hyphen, or is just one.
    package init?(_ arguments: some Sequence<String>) {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            if Self.isOperand(argument) {
                operands.append(argument)
                continue
            }
            let parts = argument.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let name = String(parts[0])
            guard values[name] == nil else { return nil }
            if Self.bare.contains(name), parts.count == 1 {
                values[name] = ""
            } else if Self.valued.contains(name),
                let value = parts.count == 2 ? String(parts[1]) : rest.next(),
                Self.isOperand(value)
            {
                values[name] = value
            } else {
                return nil
            }
        }
    }

    private static func isOperand(_ argument: String) -> Bool {
        !argument.isEmpty && (argument == "-" || argument.utf8.first != UInt8(ascii: "-"))
    }

    /// True once everything was taken, so that the tool knows all that was given.
    package var isEmpty: Bool { values.isEmpty && operands.isEmpty }

    /// Takes the value of a flag; nil if it was not given.
    package mutating func take(_ flag: String) -> String? {
        values.removeValue(forKey: flag)
    }

    /// Takes an argument that is not a flag.
    package mutating func takeOperands() -> [String] {
        defer { operands = [] }
        return operands
    }
}
