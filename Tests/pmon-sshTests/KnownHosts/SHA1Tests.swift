// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SHA1Tests {
    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
    ])
    func `the vectors of FIPS 180 hold`(message: String, digest: String) {
        #expect(hex(SHA1.digest(of: Array(message.utf8))) == digest)
    }

    @Test(arguments: [54, 55, 56, 63, 64, 65, 119, 120])
    func `padding is right around the block's borders`(count: Int) throws {
        let message = [UInt8](repeating: 0x61, count: count)
        let outcome = try ChildProcessOutput.of("sha1sum", input: message)
        #expect(outcome.hasPrefix(hex(SHA1.digest(of: message)) + " "))
    }

    /// RFC 2202 section 3 has the vectors.
    @Test func `the keyed vectors of RFC 2202 hold`() {
        let key = [UInt8](repeating: 0x0B, count: 20)
        let code = SHA1.authenticationCode(of: Array("Hi There".utf8), key: key)
        #expect(hex(code) == "b617318655057264e28bc0b6fb378c8ef146be00")
        let long = [UInt8](repeating: 0xAA, count: 80)
        let message = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
        #expect(
            hex(SHA1.authenticationCode(of: message, key: long))
                == "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        )
    }
}
