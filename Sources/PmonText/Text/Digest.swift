// SPDX-License-Identifier: MIT

/// A short digest that tells contents apart; it protects nothing.
package enum Digest {
    /// 16 hexadecimal digits: FNV-1a with 64 bits.
    package static func hex(_ bytes: [UInt8]) -> String {
        hex(value(bytes))
    }

    /// The digest as a number.
    package static func value(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return hash
    }

    /// 16 hexadecimal digits of a number.
    package static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
