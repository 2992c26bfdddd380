// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct SettingPlaceTests {
    @Test func `a key is found as it is written, else without case`() {
        let places = [
            SettingPlace(key: "Ca", line: 3), SettingPlace(key: "expect.json.A", line: 4),
            SettingPlace(key: "expect.json.a", line: 5),
        ]
        #expect(places.line(of: "ca") == 3)
        #expect(places.line(of: "expect.json.a") == 5)
        #expect(places.line(of: "expect.json.A") == 4)
        #expect(places.line(of: "cert") == nil)
    }
}
