// SPDX-License-Identifier: MIT

/// Looks for a byte order mark at the beginning of a text that comes in pieces.
///
/// It tells the charset better than any header does, and is no part of the text
/// (https://encoding.spec.whatwg.org/#bom-sniff).
struct ByteOrderMark {
    /// What the beginning turned out to be.
    enum Finding: Equatable {
        /// Too few bytes to tell.
        case undecided
        /// No mark; the text begins with these bytes.
        case text([UInt8])
        /// A mark of that charset, and what follows it.
        case mark(charset: String, rest: [UInt8])
    }

    /// A longer one precedes those that it begins with.
    private static let marks: [(bytes: [UInt8], charset: String)] = [
        ([0xFF, 0xFE, 0, 0], "utf-32le"), ([0, 0, 0xFE, 0xFF], "utf-32be"),
        ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
    ]

    private var start: [UInt8] = []

    /// Takes the next piece, as long as nothing is decided.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) -> Finding {
        start += bytes
        let mayCome = Self.marks.contains {
            $0.bytes.count > start.count && $0.bytes.starts(with: start)
        }
        return mayCome ? .undecided : finish()
    }

    /// What the bytes so far are where no more come.
    func finish() -> Finding {
        for (mark, charset) in Self.marks where start.starts(with: mark) {
            return .mark(charset: charset, rest: Array(start.dropFirst(mark.count)))
        }
        return .text(start)
    }
}
