// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_probe

struct ProbeTargetTests {
    @Test func `settings of the address go over those of all`() throws {
        var pmon = PmonSettings()
        pmon.timeout = .seconds(3)
        pmon.retries = 1
        let plain = try probeTarget(pmon: pmon)
        #expect(plain.plan.timeout == .seconds(3))
        #expect(plain.plan.retries == 1)
        #expect(plain.plan.follow == 10)
        let own = try probeTarget(
            checks: [("timeout", "5s"), ("retries", "0"), ("follow", "2")],
            pmon: pmon
        )
        #expect(own.plan.timeout == .seconds(5))
        #expect(own.plan.retries == 0)
        #expect(own.plan.follow == 2)
    }

    @Test func `warnings, the proxy and the CA of all can be switched off for one`() throws {
        var pmon = PmonSettings()
        pmon.slow = .seconds(1)
        pmon.proxy = "http://proxy:1"
        pmon.caFile = "/etc/hostname"
        #expect(try probeTarget(pmon: pmon).plan.slow == .seconds(1))
        let own = try probeTarget(
            checks: [
                ("slow", "none"), ("cert.warn", "none"), ("proxy", "none"), ("ca", "system"),
            ],
            pmon: pmon
        )
        #expect(own.plan.slow == nil)
        #expect(own.plan.certificateWarning == .none)
        #expect(own.plan.request.proxy == nil)
        #expect(own.plan.request.trust == .system)
    }

    @Test func `a malformed address is a target all the same`() throws {
        let target = try probeTarget("http://u:secret@a b/")
        #expect(throws: (any Error).self) { try target.parts.get() }
        #expect(target.url == "http://u:***@a b/")
    }

    @Test func `a fault names the target and its key`() throws {
        let target = try probeTarget(key: "url.7", checks: [("expect.body", "(")])
        #expect(target.faults.count == 1)
        #expect(target.faults.first?.hasPrefix("url.7.expect.body: cannot use") == true)
        #expect(target.hasWrongValue)
    }
}
