// SPDX-License-Identifier: MIT

import Testing

@testable import PmonPattern

struct UTF8RangesTests {
    /// Each scalar is matched by exactly one sequence if it is in the range, by none if not.
    @Test(
        arguments: [
            0...0x10FFFF, 0x7F...0x80, 0x7FF...0x800, 0xFFFF...0x10000, 0x100...0x2345,
            0xD000...0xE100,
            0x10FFFE...0x10FFFF,
        ] as [ClosedRange<UInt32>]
    )
    func `the byte sequences are those of the range`(range: ClosedRange<UInt32>) {
        let sequences = UTF8Ranges.sequences(range)
        var values = stride(from: UInt32(0), through: 0x10FFFF, by: 97).map { $0 }
        for border in [range.lowerBound, range.upperBound] {
            values += [border &- 1, border, border + 1].filter { $0 <= 0x10FFFF }
        }
        for value in values {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            let count = sequences.filter { sequence in
                sequence.count == bytes.count
                    && zip(sequence, bytes).allSatisfy { $0.contains($1) }
            }.count
            #expect(count == (range.contains(value) ? 1 : 0), "\(String(value, radix: 16))")
        }
    }
}
