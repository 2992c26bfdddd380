// SPDX-License-Identifier: MIT

/// One line of the journal: `CRC LENGTH CONTENT`, where the content is a record, or a mark of the store.
///
/// The CRC-32 of the content has eight hexadecimal digits, its length in bytes is decimal. A record begins with `{`.
package enum JournalLine {
    /// Appends a line with its newline.
    package static func append(_ content: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        let checksum = CRC32.checksum(content)
        for shift in stride(from: 28, through: 0, by: -4) {
            let digit = UInt8(checksum >> UInt32(shift) & 15)
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
        bytes.append(0x20)
        bytes.append(contentsOf: String(content.count).utf8)
        bytes.append(0x20)
        bytes.append(contentsOf: content)
        bytes.append(0x0A)
    }

    /// The content of a line without its newline; nil if it is not whole.
    package static func content(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard line.count >= 11, line[8] == 0x20 else { return nil }
        var checksum: UInt32 = 0
        for byte in line[..<8] {
            guard let digit = hexDigit(byte) else { return nil }
            checksum = checksum << 4 | UInt32(digit)
        }
        var length = 0
        var index = 9
        while index < line.count, line[index] != 0x20 {
            let digit = line[index] &- 0x30
            guard digit < 10, index < 20 else { return nil }
            length = length * 10 + Int(digit)
            index += 1
        }
        guard index > 9, line.count - index - 1 == length else { return nil }
        let content = UnsafeRawBufferPointer(rebasing: line[(index + 1)...])
        return CRC32.checksum(content) == checksum ? content : nil
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
