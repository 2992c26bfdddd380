// SPDX-License-Identifier: MIT

/// Deflate: by its definition within zlib's format (RFC 1950), from some servers without.
final class DeflateStream: Decompressor {
    private var inflater: Inflater?
    /// The first bytes, until there are enough to tell the format.
    private var start: [UInt8] = []

    func step(
        _ input: inout UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> (count: Int, hasEnded: Bool)? {
        if let inflater { return inflater.step(&input, into: output) }
        let missing = input.prefix(2 - start.count)
        start += missing
        input = UnsafeRawBufferPointer(rebasing: input.dropFirst(missing.count))
        guard start.count == 2 else { return (0, false) }
        let inflater = Inflater(windowBits: Self.isZlib(start) ? 15 : -15)
        self.inflater = inflater
        return start.withUnsafeBytes { start in
            var start = start
            return inflater.step(&start, into: output)
        }
    }

    /// True for the header of RFC 1950 section 2.2: method 8, and a check sum of five bits.
    private static func isZlib(_ start: [UInt8]) -> Bool {
        start[0] & 0x0F == 8 && (Int(start[0]) << 8 | Int(start[1])) % 31 == 0
    }
}
