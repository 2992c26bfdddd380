// SPDX-License-Identifier: MIT

import PmonText

/// What the header lines of a reply say about where its body ends, as far as libcurl does not look at it.
struct ReplyFraming {
    /// The first transfer coding other than chunked, as it is written; nil if there is none.
    ///
    /// libcurl undoes some without being asked, and does not notice that one ends before its end.
    private(set) var foreignCoding: String?
    private var length: Int?
    private var lengthsDiffer = false
    private var isCoded = false

    /// True if there are lengths that contradict each other, and no transfer coding in their place (RFC 9112 section 6.3).
    ///
    /// libcurl takes one of them.
    var isContradictory: Bool { lengthsDiffer && !isCoded }

    /// Takes a header line with its line end.
    mutating func feed(_ line: UnsafeRawBufferPointer) {
        // A colon at those places is rare, and seen at once.
        if Self.isHeader("content-length", line) {
            takeLengths(line.dropFirst(15))
        } else if Self.isHeader("transfer-encoding", line) {
            takeCodings(String(decoding: line.dropFirst(18), as: UTF8.self))
        }
    }

    private mutating func takeLengths(_ list: Slice<UnsafeRawBufferPointer>) {
        var present: Int?
        for byte in list where byte > 0x20 {
            if byte == UInt8(ascii: ",") {
                takeLength(present)
                present = nil
            } else {
                // libcurl refuses what is no number and too large, so that only equality matters here.
                present = (present ?? 0) &* 10 &+ Int(byte) &- 0x30
            }
        }
        takeLength(present)
    }

    private mutating func takeLength(_ present: Int?) {
        guard let present else { return }
        if let length, length != present { lengthsDiffer = true }
        length = present
    }

    private mutating func takeCodings(_ list: String) {
        for part in list.split(separator: ",") {
            let coding = String(part).trimmed
            guard !coding.isEmpty else { continue }
            isCoded = true
            guard !["chunked", "identity"].contains(coding.lowercased()) else { continue }
            foreignCoding = foreignCoding ?? coding
        }
    }

    private static func isHeader(_ name: StaticString, _ line: UnsafeRawBufferPointer) -> Bool {
        let count = name.utf8CodeUnitCount
        guard line.count > count, line[count] == UInt8(ascii: ":") else { return false }
        for index in 0..<count where line[index] | 0x20 != name.utf8Start[index] { return false }
        return true
    }
}
