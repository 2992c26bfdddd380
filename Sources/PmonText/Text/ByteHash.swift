// SPDX-License-Identifier: MIT

/// A hash of bytes that is quick for short keys; equal hashes still have to be compared.
///
/// Seeded afresh in every process, so that nobody can prepare keys that collide.
package enum ByteHash {
    private static let seed = UInt64.random(in: .min ... .max) | 1

    /// The hash of some bytes; equal bytes have equal hashes within one process.
    package static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        // The length by a step of its own: short texts of zeros differ in nothing else.
        var state = mix(seed, UInt64(truncatingIfNeeded: bytes.count))
        var index = 0
        while bytes.count - index >= 8 {
            state = mix(state, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var tail: UInt64 = 0
        while index < bytes.count {
            tail = tail << 8 | UInt64(bytes[index])
            index += 1
        }
        return mix(state, tail)
    }

    /// One step: the two halves of a 128-bit product folded onto each other.
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return (product.high ^ product.low) &+ seed
    }
}
