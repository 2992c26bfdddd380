// SPDX-License-Identifier: MIT

/// Integers and strings in the byte order of the SSH protocol (RFC 4251 section 5).
enum SSHBytes {
    /// The 32 bit integer at an offset; nil if the bytes end before.
    static func integer(at offset: Int, in bytes: [UInt8]) -> Int? {
        guard offset >= 0, bytes.count - offset >= 4 else { return nil }
        return bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The string at an offset, without its length; nil if the bytes end before.
    static func string(at offset: Int, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let length = integer(at: offset, in: bytes), length <= bytes.count - offset - 4 else {
            return nil
        }
        return bytes[(offset + 4)..<(offset + 4 + length)]
    }

    /// Appends a 32 bit integer.
    static func append(_ integer: Int, to bytes: inout [UInt8]) {
        let value = UInt32(truncatingIfNeeded: integer)
        for shift in [24, 16, 8, 0] as [UInt32] {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Appends a string after its length.
    static func append(_ string: some Collection<UInt8>, to bytes: inout [UInt8]) {
        append(string.count, to: &bytes)
        bytes.append(contentsOf: string)
    }
}
