// SPDX-License-Identifier: MIT

/// Writes short texts that are mostly digits, such as instants, without making a string of each part.
package struct DigitWriter {
    /// Room for any text that is made here.
    package static let capacity = 64

    private let bytes: UnsafeMutableBufferPointer<UInt8>
    package private(set) var count = 0

    /// The text that `write` puts down, 64 bytes of ASCII at most.
    package static func text(_ write: (inout DigitWriter) -> Void) -> String {
        String(unsafeUninitializedCapacity: capacity) { bytes in
            var writer = DigitWriter(bytes: bytes)
            write(&writer)
            return writer.count
        }
    }

    /// A writer to a place of `capacity` bytes.
    package init(bytes: UnsafeMutableBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Puts one ASCII character.
    package mutating func put(_ character: Unicode.Scalar) {
        bytes[count] = UInt8(ascii: character)
        count += 1
    }

    /// Puts a fixed-point number: `scaled` / 10^`decimals`, 0 to 9 decimals.
    package mutating func put(fixed scaled: Int64, decimals: Int) {
        if scaled < 0 { put("-") }
        guard decimals > 0 else { return put(digits: scaled.magnitude, width: 1) }
        let scale = Self.powersOfTen[decimals]
        put(digits: scaled.magnitude / scale, width: 1)
        put(".")
        put(digits: scaled.magnitude % scale, width: decimals)
    }

    private static let powersOfTen: [UInt64] = (0...9).map { power in
        (0..<power).reduce(1) { scale, _ in scale * 10 }
    }

    /// Puts a number with zeros in front up to `width` digits; a longer one is put whole.
    package mutating func put(_ value: Int, width: Int = 1) {
        if value < 0 { put("-") }
        put(digits: UInt64(value.magnitude), width: width)
    }

    // Not generic: a generic function of another module would look up each operation of its number.
    private mutating func put(digits value: UInt64, width: Int) {
        var rest = value
        let first = count
        while rest > 0 || count - first < width {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            count += 1
            rest = quotient
        }
        // They were put down from the last to the first.
        var low = first
        var high = count - 1
        while low < high {
            bytes.swapAt(low, high)
            low += 1
            high -= 1
        }
    }
}
