// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_probe

struct CheckPlanTests {
    @Test func `an address' own settings stand over the defaults`() throws {
        var defaults = PmonSettings()
        defaults.retries = 1
        defaults.follow = 2
        defaults.slow = .seconds(4)
        var checks = CheckSettings()
        for (key, value) in [("retries", "5"), ("cert.warn", "3d"), ("expect.status", "204")] {
            _ = try checks.set(key, to: value, folder: "")
        }
        var faults = PlanFaults()
        let plan = CheckPlan(checks, defaults: defaults, faults: &faults)
        #expect(faults.list.isEmpty)
        #expect(plan.retries == 5)
        #expect(plan.follow == 2)
        #expect(plan.slow == .seconds(4))
        #expect(plan.certificateWarning == .left(.seconds(3 * 86_400)))
        #expect(plan.expectations.statuses.contains(204))
        #expect(!plan.expectations.statuses.contains(200))
    }
}
