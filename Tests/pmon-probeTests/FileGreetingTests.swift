// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct FileGreetingTests {
    private func isWhole(_ lines: String...) -> Bool {
        var greeting = FileGreeting(upgrade: nil)
        for line in lines { Array("\(line)\r\n".utf8).withUnsafeBytes { greeting.take($0) } }
        return greeting.isWhole
    }

    @Test(arguments: ["331 word?", "230 in", "530 no", "332 account?"])
    func `the reply to USER ends it`(reply: String) {
        #expect(isWhole("220-hello", "220-331 no reply", " 331 neither", "220 hi", reply))
        #expect(!isWhole("220 hi"))
        #expect(!isWhole("220 hi", String(reply.prefix(3)) + "-more"))
    }

    @Test func `a server that has no room is not well`() {
        #expect(!isWhole("220 hi", "421 full"))
        #expect(!isWhole("421 full", "331 x"))
        #expect(!isWhole("220 hi", "500 what?", "331 word?"))
    }

    @Test func `before TLS nothing counts`() {
        var greeting = FileGreeting(upgrade: CertificateCapture())
        for line in ["220 hi", "331 word?", "530 no"] {
            Array(line.utf8).withUnsafeBytes { greeting.take($0) }
        }
        #expect(!greeting.isWhole)
    }
}
