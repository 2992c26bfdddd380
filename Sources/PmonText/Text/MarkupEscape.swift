// SPDX-License-Identifier: MIT

/// Text as a part of HTML or XML, for the inside of elements and of quoted attributes.
///
/// Characters that could end either are references. Control characters have no place in HTML or XML, and marks that
/// turn the direction of writing would show a text as another one than it is: both become U+FFFD.
/// https://html.spec.whatwg.org/multipage/syntax.html#text-2, https://www.unicode.org/reports/tr9/
package enum MarkupEscape {
    private static let replacement: [UInt8] = Array("\u{FFFD}".utf8)

    /// Appends a text.
    package static func append(_ text: some StringProtocol, to bytes: inout [UInt8]) {
        if text.utf8.withContiguousStorageIfAvailable({ append($0, to: &bytes) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { append($0, to: &bytes) }
        }
    }

    private static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.reserveCapacity(start + text.count)
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            case 0x09, 0x0A, 0x0D: bytes.append(byte)
            case 0..<0x20, 0x7F: bytes.append(contentsOf: replacement)
            case 0x80...:
                bytes.append(byte)
                replaceTurningMark(in: &bytes, since: start)
            default: bytes.append(byte)
            }
        }
    }

    /// Replaces the mark that the text since `start` ends with, if any: U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069
    /// (E2 80 8E…, E2 80 AA…, E2 81 A6…), or U+061C (D8 9C).
    private static func replaceTurningMark(in bytes: inout [UInt8], since start: Int) {
        let end = bytes.count
        guard end - start >= 2 else { return }
        let (middle, last) = (bytes[end - 2], bytes[end - 1])
        if middle == 0xD8 {
            if last == 0x9C { replaceEnd(of: &bytes, length: 2) }
            return
        }
        guard end - start >= 3, bytes[end - 3] == 0xE2 else { return }
        switch (middle, last) {
        case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9):
            replaceEnd(of: &bytes, length: 3)
        default: return
        }
    }

    private static func replaceEnd(of bytes: inout [UInt8], length: Int) {
        bytes.removeLast(length)
        bytes.append(contentsOf: replacement)
    }
}
