// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_serve

struct IncidentAPITests {
    let folder = TestFolder()

    @Test func `open ones and those of one monitor can be asked for`() throws {
        let snapshot = try Fixture.mixed(folder)
        func count(_ fields: String) -> Int? {
            IncidentAPI.list(snapshot, fields: FormFields(fields))?.object?["incidents"]?.array?
                .count
        }
        #expect(count("") == 2)
        #expect(count("open=1") == 2)
        #expect(count("key=\(snapshot.monitors[1].key)") == 1)
        #expect(count("key=nothing") == 0)
        #expect(count("before=\(Fixture.now)") == 2)
        #expect(count("before=\(Fixture.now - 3600)") == 0)
        #expect(count("before=yesterday") == nil)
        #expect(count("open=1&before=\(Fixture.now)") == 2)
        #expect(IncidentAPI.fault(FormFields("open=yes")) == "open is 0 or 1")
        #expect(IncidentAPI.fault(FormFields("open=1&before=2026-11-22T12:00:00Z")) == nil)
    }
}
