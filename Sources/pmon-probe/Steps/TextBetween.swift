// SPDX-License-Identifier: MIT

/// Looks for the shortest text between two others in a text that streams past, in memory that does not grow with it.
///
/// The first place counts where the text before it stands.
struct TextBetween {
    /// A text that is looked for byte by byte.
    ///
    /// https://en.wikipedia.org/wiki/Knuth%E2%80%93Morris%E2%80%93Pratt_algorithm
    private struct Search {
        let pattern: [UInt8]
        private let fallback: [Int]
        private var position = 0

        init(_ text: String) {
            pattern = Array(text.utf8)
            var fallback = [Int](repeating: 0, count: pattern.count)
            var length = 0
            for index in pattern.indices.dropFirst() {
                while length > 0, pattern[index] != pattern[length] {
                    length = fallback[length - 1]
                }
                if pattern[index] == pattern[length] { length += 1 }
                fallback[index] = length
            }
            self.fallback = fallback
        }

        /// True if the text ends with this byte.
        mutating func take(_ byte: UInt8) -> Bool {
            while position > 0, byte != pattern[position] { position = fallback[position - 1] }
            if byte == pattern[position] { position += 1 }
            guard position == pattern.count else { return false }
            position = 0
            return true
        }
    }

    private enum State { case before, value, done }

    /// Bytes of the value that are kept; a longer one ends the search.
    private let limit: Int
    private var before: Search
    private var after: Search
    private var state: State
    private var isFound = false
    /// The value as far as it came.
    private(set) var value: [UInt8] = []

    /// A search between two texts; an empty one is the beginning or the end of the whole.
    init(before: String, after: String, limit: Int) {
        self.before = Search(before)
        self.after = Search(after)
        self.limit = limit
        state = before.isEmpty ? .value : .before
    }

    /// True if the value is longer than what is kept.
    var isTooLong: Bool { value.count > limit }

    /// Looks at the next piece.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            switch state {
            case .before: if before.take(byte) { state = .value }
            case .value: take(byte)
            case .done: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) {
        value.append(byte)
        if !after.pattern.isEmpty, after.take(byte) {
            value.removeLast(after.pattern.count)
            isFound = true
            state = .done
        } else if value.count > limit + after.pattern.count {
            state = .done
        }
    }

    /// What was found once the text has ended; nil if nothing was.
    ///
    /// White space at the end of the whole is no part of it.
    mutating func finish(isTruncated: Bool) -> String? {
        if after.pattern.isEmpty, state == .value, !isTruncated {
            while let last = value.last, last <= 0x20 { value.removeLast() }
            isFound = true
        }
        return isFound ? String(decoding: value, as: UTF8.self) : nil
    }
}
