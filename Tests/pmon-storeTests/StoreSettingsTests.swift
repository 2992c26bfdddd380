// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import Testing

@testable import pmon_store

struct StoreSettingsTests {
    @Test(
        arguments: [
            (nil, nil, "pmon.json", "current.json"), ("d", nil, "d", nil),
            (nil, "l", "pmon.json", "l"),
            ("d", "l", "d", "l"),
        ] as [(String?, String?, String, String?)]
    )
    func `flags stand above the configuration`(
        data: String?,
        latest: String?,
        dataFile: String,
        latestFile: String?
    ) throws {
        let flags = StoreFixture.options(data: data, latest: latest)
        let settings = try StoreSettings(Configuration(), flags)
        #expect(settings.paths.name == dataFile)
        #expect(settings.latest == latestFile)
    }
}
