// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct NameHashTests {
    /// RFC 2202 section 3 has the vectors.
    @Test func `the first vector of RFC 2202 holds, whatever was hashed before`() throws {
        let hash = try #require(NameHash(salt: [UInt8](repeating: 0x0B, count: 20)[...]))
        for name in ["x", "Hi There", "", "Hi There"] {
            let code = try #require(hash.code(of: Array(name.utf8)))
            #expect(hash.matches(Array(name.utf8), hash: code[...]))
            #expect(!hash.matches(Array("y".utf8), hash: code[...]))
            let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect((hex == "b617318655057264e28bc0b6fb378c8ef146be00") == (name == "Hi There"))
        }
    }

    @Test(arguments: ["a", "db1.example.org", "[10.0.0.1]:2222", "ü.example"])
    func `openssl computes the same`(name: String) throws {
        let salt = (0..<20).map { UInt8($0 * 11 % 256) }
        let hex = salt.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let outcome = try ChildProcess.run(
            "openssl",
            ["mac", "-digest", "SHA1", "-macopt", "hexkey:\(hex)", "HMAC"],
            input: Array(name.utf8)
        )
        let code = try #require(NameHash(salt: salt[...])?.code(of: Array(name.utf8)))
        let own = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(outcome.text.lowercased().hasPrefix(own))
    }

    @Test func `a salt of another size is none`() {
        #expect(NameHash(salt: [UInt8](repeating: 1, count: 19)[...]) == nil)
        #expect(NameHash(salt: []) == nil)
    }
}
