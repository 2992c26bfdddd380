// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

struct CheckIdentityTests {
    @Test func `target and place count, a missing one is a value of its own`() {
        let checks = [
            CheckIdentity("a"), CheckIdentity(URLKey("a"), CheckName(place: [])),
            CheckIdentity(URLKey("a"), CheckName(target: [])), CheckIdentity("b"),
        ]
        #expect(Set(checks).count == 4)
        #expect(checks.reversed().sorted() == checks)
        #expect(checks.map(\.isUnnamed) == [true, false, false, true])
    }
}
