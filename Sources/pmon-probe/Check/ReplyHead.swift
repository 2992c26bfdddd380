// SPDX-License-Identifier: MIT

/// Whether the header section of a reply came to its end.
///
/// libcurl takes a reply for whole that ends before its empty line; RFC 9112 section 8 does not.
struct ReplyHead {
    /// True once the empty line of a final reply came; those of 1xx replies are followed by another section.
    private(set) var isWhole = false
    private var isInterim = false

    /// Takes a line of the header section, or of trailers, with its line end.
    mutating func feed(_ line: UnsafeRawBufferPointer) {
        guard let first = line.first else { return }
        switch first {
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            if !isInterim { isWhole = true }
        case UInt8(ascii: "H") where !isWhole && line.starts(with: "HTTP/".utf8):
            isInterim = Self.isInterim(line)
        default: break
        }
    }

    /// True for the status line of a 1xx reply, apart from 101, after which no other reply of HTTP follows.
    private static func isInterim(_ line: UnsafeRawBufferPointer) -> Bool {
        let status = line.drop { $0 != 0x20 }.drop { $0 == 0x20 }.prefix(3)
        return status.first == UInt8(ascii: "1") && !status.elementsEqual("101".utf8)
    }
}
