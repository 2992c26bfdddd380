// SPDX-License-Identifier: MIT

/// Users and arguments of processes, packed: a visit holds all those of its machine for a moment.
struct ArgumentTable: Sendable {
    /// The arguments of a process.
    struct Entry {
        let number: Int
        let user: String
        /// The arguments with single blanks.
        let text: String
    }

    /// How much of a process's arguments is kept.
    enum Extent: Int {
        /// Nothing but its user, where its number is all that ties a line to it.
        case none = 0
        /// As much as tells it apart, because no more is kept of a line in a list.
        case telling = 1000
        /// All, because they hold a marker.
        case all = 1_000_000
    }

    /// Number of each process, and where its line ends in `bytes`.
    private var rows: [(number: Int32, end: Int32)] = []
    /// All lines, one after the other: user, blank, arguments.
    private var bytes: [UInt8] = []

    /// True if nothing was asked, or nothing came.
    var isEmpty: Bool { rows.isEmpty }

    /// Adds a line `PID USER ARGUMENTS`, and answers the process.
    mutating func add(_ line: [UInt8], keeping extent: Extent) -> Int? {
        let words = line.split(separator: 0x20, maxSplits: 2)
        guard words.count == 3, let number = Int32(String(decoding: words[0], as: UTF8.self)),
            bytes.count + line.count <= Int(Int32.max)
        else { return nil }
        bytes += words[1]
        bytes.append(0x20)
        bytes += words[2].prefix(extent.rawValue)
        rows.append((number, Int32(bytes.count)))
        return Int(number)
    }

    /// The arguments of a process; nil if they are not known.
    subscript(_ number: Int) -> Entry? {
        rows.lastIndex { Int($0.number) == number }.map(entry)
    }

    /// All of them, in the order in which they came.
    var all: some Sequence<Entry> { rows.indices.lazy.map(entry) }

    private func entry(_ row: Int) -> Entry {
        let start = row == 0 ? 0 : Int(rows[row - 1].end)
        let words = bytes[start..<Int(rows[row].end)].split(separator: 0x20, maxSplits: 1)
        return Entry(
            number: Int(rows[row].number),
            user: words.first.map { String(decoding: $0, as: UTF8.self) } ?? "",
            text: words.count > 1 ? LineText.single(String(decoding: words[1], as: UTF8.self)) : ""
        )
    }
}
