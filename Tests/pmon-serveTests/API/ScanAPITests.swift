// SPDX-License-Identifier: MIT

import PmonJSON
import Testing

@testable import pmon_serve

struct ScanAPITests {
    @Test func `the body says whether to mail`() {
        #expect(ScanAPI.notify(nil) == false)
        #expect(ScanAPI.notify(.object([:])) == false)
        #expect(ScanAPI.notify(.object(["notify": .bool(true)])) == true)
        #expect(ScanAPI.notify(.object(["notify": .string("true")])) == nil)
        #expect(ScanAPI.notify(.array([])) == nil)
    }

    @Test func `a failed job tells why`() {
        var job = ScanJob(id: "1", started: Fixture.now, notify: false)
        #expect(ScanAPI.value(job)["state"] == .string("running"))
        job.phase = .failed("reason")
        #expect(ScanAPI.value(job)["reason"] == .string("reason"))
    }
}
