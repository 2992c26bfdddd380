// SPDX-License-Identifier: MIT

/// The arguments of an ordinary run: addresses or keys, `--quiet`, `--checked`, `--tee`, and the flags that name a file.
///
/// The argument parser builds its types at run time and looks up some forty conformances, each among all of the
/// program: 3 ms, a third of the start of a tool that runs each minute. So the ordinary run does without it. The
/// parser stays the only judge of everything else: whatever is not plain, wrong or unknown is left to it.
package struct PlainArguments: Equatable, Sendable {
    /// The flags of an ordinary run; a tool knows some of them.
    package enum Flag: String, Sendable {
        case conf = "--conf"
        case data = "--data"
        case latest = "--latest"
        case quiet = "--quiet"
        case checked = "--checked"
        case tee = "--tee"

        var hasValue: Bool {
            switch self {
            case .conf, .data, .latest: true
            case .quiet, .checked, .tee: false
            }
        }
    }

    /// By the name of the flag: this type of dictionary is there already, one by `Flag` would be made at each start.
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
            guard let flag = Flag(rawValue: String(parts[0])), values[flag.rawValue] == nil else {
                return nil
            }
            if !flag.hasValue, parts.count == 1 {
                values[flag.rawValue] = ""
            } else if flag.hasValue,
                let value = parts.count == 2 ? String(parts[1]) : rest.next(),
                Self.isOperand(value)
            {
                values[flag.rawValue] = value
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
    package mutating func take(_ flag: Flag) -> String? {
        values.removeValue(forKey: flag.rawValue)
    }

    /// Takes a flag that has no value; false if it was not given.
    package mutating func takes(_ flag: Flag) -> Bool { take(flag) != nil }

    /// Takes an argument that is not a flag.
    package mutating func takeOperands() -> [String] {
        defer { operands = [] }
        return operands
    }
}
