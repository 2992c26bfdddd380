// SPDX-License-Identifier: MIT

/// The messages about one file, each with its line.
///
/// Only the first ones are kept if there are many.
struct PlacedMessages {
    /// Messages that are said; the others are counted.
    static let limit = 50

    private let file: String
    private var messages: [(line: Int, text: String)] = []
    private(set) var count = 0

    /// No messages yet about that file.
    init(file: String) {
        self.file = file
    }

    /// True if there are no messages.
    var isEmpty: Bool { count == 0 }

    /// True while a further message would be said, so that its text is worth some work.
    var hasRoom: Bool { count < Self.limit }

    /// Adds a message about a line, counted from 1, if there is room.
    mutating func add(_ line: Int, _ text: @autoclosure () -> String) {
        if hasRoom { messages.append((line, text())) }
        count += 1
    }

    /// Adds a message about a line, and returns it with its place, even if it is only counted.
    mutating func addPlaced(_ line: Int, _ text: String) -> String {
        if hasRoom { messages.append((line, text)) }
        count += 1
        return "\(file):\(line): \(text)"
    }

    /// The messages as `file:line: text`, in the order of the lines.
    var texts: [String] {
        var texts = messages.sorted { $0.line < $1.line }.map { "\(file):\($0.line): \($0.text)" }
        if count > messages.count {
            texts.append("\(file): and \(count - messages.count) more of this kind")
        }
        return texts
    }
}
