// SPDX-License-Identifier: MIT

import PmonText

/// The answer to the first request of an LDAP connection (RFC 4511 section 4.1.9), as far as it has come.
struct LDAPReply {
    /// Such an answer is short; a longer one is none.
    private static let longest = 64 * 1024
    private static let words = [
        1: "operations error", 2: "protocol error", 7: "authentication method not supported",
        8: "stronger authentication required", 13: "confidentiality required",
        32: "no such object", 34: "invalid name", 48: "inappropriate authentication",
        49: "invalid credentials", 50: "insufficient access", 51: "busy", 52: "unavailable",
        53: "unwilling to perform", 80: "other",
    ]

    /// The tag of the answer that is expected: 0x61 to a bind, 0x78 to an extended request.
    let tag: UInt8
    private var bytes: [UInt8] = []

    /// Nothing has come yet.
    init(tag: UInt8) {
        self.tag = tag
    }

    /// Takes what comes.
    mutating func take(_ piece: UnsafeRawBufferPointer) {
        bytes += piece.prefix(Self.longest - bytes.count)
    }

    /// What it says.
    var verdict: LoginVerdict {
        guard let first = bytes.first else { return .cut }
        guard first == 0x30 else { return .foreign }
        var rest = bytes[...]
        guard let message = Self.next(&rest) else {
            return bytes.count < Self.longest && !Self.isEndless(bytes) ? .cut : .foreign
        }
        var parts = message.content
        guard let number = Self.next(&parts), number.tag == 2, number.content.elementsEqual([1]),
            let response = Self.next(&parts), response.tag == tag
        else { return .foreign }
        var fields = response.content
        guard let result = Self.next(&fields), result.tag == 0x0A, result.content.count == 1,
            let code = result.content.first.map(Int.init), Self.next(&fields) != nil,
            let text = Self.next(&fields)
        else { return .foreign }
        guard code != 0 else { return .accepted }
        let words = Self.words[code].map { "\(code) (\($0))" } ?? "\(code)"
        let said = String(decoding: text.content.prefix(500), as: UTF8.self).onOneLine.trimmed
        return .refused(said.isEmpty ? words : "\(words): \(said)")
    }

    /// True if more has come than the answer.
    var hasMore: Bool {
        var rest = bytes[...]
        return Self.next(&rest) != nil && !rest.isEmpty
    }

    /// True if the length that is announced cannot be an answer's.
    private static func isEndless(_ bytes: [UInt8]) -> Bool {
        var rest = bytes.dropFirst()
        return (length(&rest) ?? 0) > longest
    }

    /// An element of BER: a tag, how long it is, what it holds.
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        if count < 0x80 { return [tag, UInt8(count)] + content }
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
        return [tag, 0x84] + bytes + content
    }

    /// Takes the next element; nil if it is not whole.
    private static func next(
        _ bytes: inout ArraySlice<UInt8>
    ) -> (tag: UInt8, content: ArraySlice<UInt8>)? {
        var rest = bytes
        guard let tag = rest.popFirst(), let count = length(&rest), count <= rest.count else {
            return nil
        }
        bytes = rest.dropFirst(count)
        return (tag, rest.prefix(count))
    }

    /// Takes a length of at most four bytes; nil if it is none or not whole.
    private static func length(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.popFirst() else { return nil }
        guard first >= 0x80 else { return Int(first) }
        let size = Int(first & 0x7F)
        guard (1...4).contains(size), bytes.count >= size else { return nil }
        defer { bytes = bytes.dropFirst(size) }
        return bytes.prefix(size).reduce(0) { $0 << 8 | Int($1) }
    }
}
