// SPDX-License-Identifier: MIT

/// Undoes deflate: by its definition within zlib's format (RFC 1950), from some servers without.
final class DeflateDecoder: ContentDecoder {
    private var inflater: Inflater?
    /// The first bytes, until there are enough to tell the format.
    private var start: [UInt8] = []

    var isWhole: Bool { inflater?.hasEnded ?? start.isEmpty }

    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> Bool {
        if let inflater { return try inflater.feed(bytes, to: sink).wantsMore }
        start += bytes
        guard start.count >= 2 else { return true }
        let inflater = Inflater(windowBits: Self.isZlib(start) ? 15 : -15)
        self.inflater = inflater
        return try start.lend { start throws(DecodingProblem) in
            try inflater.feed(start, to: sink).wantsMore
        }
    }

    /// True for the header of RFC 1950 section 2.2: method 8, and a check sum of five bits.
    private static func isZlib(_ start: [UInt8]) -> Bool {
        start[0] & 0x0F == 8 && (Int(start[0]) << 8 | Int(start[1])) % 31 == 0
    }
}
