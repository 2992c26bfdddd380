// SPDX-License-Identifier: MIT

/// The output of one command, bounded, and how the command ended.
struct TextSection: Sendable, Equatable {
    /// Which end of an output that is too long is worth keeping.
    enum Keeping: Sendable {
        case first
        case last
    }

    /// At most that many bytes are kept.
    static let limit = 32 * 1024
    /// At most that many bytes of each line.
    static let lineLimit = 2000

    private let keeping: Keeping
    private var size = 0
    /// The lines, cleaned; without empty ones at the end.
    private(set) var lines: [String] = []
    /// How many lines came, kept or not.
    private(set) var count = 0
    /// True once the command has begun.
    var hasBegun = false
    /// How the command ended; nil if its end was not seen.
    var status: Int?

    /// An empty section.
    init(keeping: Keeping) {
        self.keeping = keeping
    }

    /// Takes one line without its newline.
    mutating func take(_ line: [UInt8]) {
        let text = CleanText.line(line, limit: Self.lineLimit)
        guard !text.isEmpty else { return }
        count += 1
        let cost = text.utf8.count + 1
        if size + cost > Self.limit, keeping == .first { return }
        lines.append(text)
        size += cost
        while size > Self.limit, !lines.isEmpty { size -= lines.removeFirst().utf8.count + 1 }
    }

    /// The same with other words in its lines.
    func mapped(_ change: (String) -> String) -> TextSection {
        var copy = self
        copy.lines = lines.map(change)
        return copy
    }

    /// The lines as one text.
    var text: String { lines.joined(separator: "\n") }
}
