// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct SharedSettingsTests {
    let folder = TestFolder()

    @Test func `new settings replace the old ones`() throws {
        let shared = SharedSettings(try Fixture.settings(folder))
        #expect(shared.value.every == nil)
        shared.value = try Fixture.settings(folder, "every = 5m\n")
        #expect(shared.value.every == 300)
    }
}
