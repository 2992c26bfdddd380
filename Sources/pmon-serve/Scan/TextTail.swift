// SPDX-License-Identifier: MIT

/// The end of a text, and its last line.
struct TextTail {
    private var bytes: [UInt8] = []

    /// Adds to the text.
    mutating func append(_ more: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: more)
        if bytes.count > 4096 { bytes.removeFirst(bytes.count - 2048) }
    }

    /// The last line that says something, at most 300 characters of it.
    var lastLine: String {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return lines.last { !$0.trimmed.isEmpty }.map { PasswordMask.text(String($0.prefix(300))) }
            ?? ""
    }
}

/// Counts records that pass as lines, and reads how many were announced.
struct RecordCounter {
    /// Lines so far.
    private(set) var count = 0
    /// The `of` of the first record.
    private(set) var announced: Int?
    /// Whether something was counted since this was last set to false.
    var isChanged = false
    private var first: [UInt8] = []

    /// Counts the lines of a piece of the stream.
    mutating func append(_ more: UnsafeRawBufferPointer) {
        if count == 0, first.count < 64 * 1024 { first.append(contentsOf: more) }
        let lines = more.count { $0 == UInt8(ascii: "\n") }
        guard lines > 0 else { return }
        if count == 0 { announced = Self.announced(first) }
        count += lines
        isChanged = true
    }

    private static func announced(_ line: [UInt8]) -> Int? {
        let text = String(decoding: line.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let key = text.range(of: "\"of\":") else { return nil }
        return Int(text[key.upperBound...].drop { $0 == " " }.prefix { "0"..."9" ~= $0 })
    }
}
