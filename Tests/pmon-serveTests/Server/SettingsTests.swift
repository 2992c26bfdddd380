// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_serve

struct SettingsTests {
    let folder = TestFolder()

    @Test func `name and password belong together`() throws {
        #expect(throws: ToolError.self) { try Fixture.settings(folder, "http.user = ops\n") }
        #expect(throws: ToolError.self) { try Fixture.settings(folder, "http.pwd = x\n") }
        #expect(
            try Fixture.settings(folder, "http.user = ops\nhttp.pwd = x\n").authentication != nil
        )
        #expect(try Fixture.settings(folder).authentication == nil)
    }

    @Test func `mail needs a recipient and no flag against it`() throws {
        let email = "[email]\nserver = localhost\nfrom = a@example.org\nto = b@example.org\n"
        #expect(try Fixture.settings(folder, email).noMailReason == nil)
        #expect(try Fixture.settings(folder).noMailReason != nil)
        #expect(try Fixture.settings(folder, email, noMail: true).noMailReason != nil)
    }

    @Test(arguments: [("127.0.0.1", true), ("::1", true), ("localhost", true), ("0.0.0.0", false)])
    func `loopback is local`(bind: String, isLocal: Bool) throws {
        #expect(try Fixture.settings(folder, "http.bind = \(bind)\n").isLocal == isLocal)
    }
}
