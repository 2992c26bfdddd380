// SPDX-License-Identifier: MIT

/// Collects HTML; text is escaped, markup is spelled in the source alone.
struct HTMLWriter {
    /// The text written so far, in UTF-8.
    private(set) var bytes: [UInt8] = []

    /// An empty document.
    init() {
        bytes.reserveCapacity(8192)
    }

    /// Adds markup.
    ///
    /// A `StaticString` cannot hold anything that was read from somewhere.
    mutating func markup(_ markup: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(
                start: markup.utf8Start,
                count: markup.utf8CodeUnitCount
            )
        )
    }

    /// Adds text, for the inside of elements and of quoted attributes.
    mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
