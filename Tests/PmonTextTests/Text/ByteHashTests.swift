// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct ByteHashTests {
    @Test func `equal bytes have equal hashes and others hardly ever`() {
        var hashes = Set<UInt64>()
        for length in 0..<40 {
            for byte in UInt8(0)..<50 {
                let bytes = [UInt8](repeating: byte, count: length)
                let hash = bytes.withUnsafeBytes(ByteHash.hash)
                #expect(Array(bytes).withUnsafeBytes(ByteHash.hash) == hash)
                hashes.insert(hash)
            }
        }
        // All runs of no bytes are the same.
        #expect(hashes.count == 39 * 50 + 1)
    }
}
