// SPDX-License-Identifier: MIT

import PmonSystem

/// An ini file as text: sections of entries, each with its line.
///
/// A file means here what Python's `configparser` (strict, without interpolation) says it means, or it is refused.
/// https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
struct IniFile: Equatable, Sendable {
    /// One `key = value`.
    package struct Entry: Equatable, Sendable {
        /// The key as it is written.
        let spelling: String
        /// The value, without space around it; continuation lines joined by newlines.
        let value: String
        /// The line of the key, from 1.
        let line: Int

        /// The key without case: keys are compared and known so.
        var key: String { spelling.lowercased() }
    }

    /// One `[section]`.
    package struct Section: Equatable, Sendable {
        /// The name between the brackets, with its case.
        let name: String
        /// The line of the header, from 1.
        let line: Int
        /// Its entries in their order.
        var entries: [Entry]
    }

    /// The sections in their order.
    private(set) var sections: [Section] = []

    /// Reads an ini file's content; `name` stands in the messages.
    ///
    /// Throws 78 with the place of each error, one a line: not UTF-8, a NUL byte, a byte order mark, a line that is neither section nor
    /// entry, a duplicate section or key, `[DEFAULT]`.
    init(_ bytes: [UInt8], name: String) throws(ToolError) {
        let (file, problems) = Self.read(bytes, name: name)
        guard problems.isEmpty else {
            throw ToolError(.configuration, problems.texts.joined(separator: "\n"))
        }
        self = file
    }

    private init(sections: [Section]) {
        self.sections = sections
    }

    /// What can be made out of a file, and what is wrong with it; for readers that report more than that.
    static func read(_ bytes: [UInt8], name: String) -> (file: IniFile, problems: PlacedMessages) {
        var parser = IniParser(name: name)
        let sections = parser.parse(bytes)
        return (IniFile(sections: sections), parser.problems)
    }
}
