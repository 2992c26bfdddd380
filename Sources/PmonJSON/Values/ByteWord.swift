// SPDX-License-Identifier: MIT

/// Eight bytes looked at as one number.
///
/// The tricks are those of "Bit Twiddling Hacks" (https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord).
enum ByteWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// True if one of the bytes is below `limit`, 1 to 128.
    static func hasByte(below limit: UInt8, in word: UInt64) -> Bool {
        (word &- ones &* UInt64(limit)) & ~word & highs != 0
    }

    /// True if one of the bytes is `byte`.
    static func hasByte(_ byte: UInt8, in word: UInt64) -> Bool {
        hasByte(below: 1, in: word ^ (ones &* UInt64(byte)))
    }
}
