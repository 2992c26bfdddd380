// SPDX-License-Identifier: MIT

private import Glibc

/// Recognises the line of one record that is damaged in one small place.
///
/// Only then is it certain that the list goes on after it: where more is destroyed, an address may have stood.
enum DamagedLine {
    /// The least number of bytes between two records of different addresses: the end of a list, an address of one
    /// letter, the beginning of a list, and the line ends.
    static let leastSwitch = 12

    /// The line end of a damaged record whose list goes on; nil if the line is not of that kind.
    static func end(
        _ line: UnsafePointer<UInt8>,
        before limit: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8>? {
        guard limit - line > 4, line[0] == UInt8(ascii: "{"), line[1] == UInt8(ascii: "\""),
            let found = memchr(line, 0x0A, limit - line)
        else { return nil }
        let end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
        guard end - line > 4, end[-1] == UInt8(ascii: ","), end[-2] == UInt8(ascii: "}") else {
            return nil
        }
        let bytes = UnsafeBufferPointer(start: line, count: end - line)
        let isText = String(validating: bytes, as: UTF8.self) != nil
        func isDamaged(_ byte: UInt8) -> Bool {
            byte < 0x20 || byte == 0x7F || byte > 0x7F && !isText
        }
        // Printable damage cannot be told from two halves of records that stood far apart.
        guard let first = bytes.firstIndex(where: isDamaged),
            let last = bytes.lastIndex(where: isDamaged), last - first + 1 < leastSwitch
        else { return nil }
        return end
    }
}
