// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_probe

struct ExpectationPlanTests {
    @Test func `without settings the status alone is looked at`() throws {
        var faults = PlanFaults()
        let plan = ExpectationPlan(CheckSettings(), faults: &faults)
        #expect(plan.statuses == .standard)
        #expect(!plan.needsBody)
        #expect(plan.time == nil)
    }

    @Test(arguments: ["expect.body", "reject.body", "expect.header.X", "expect.json.a"])
    func `a bad pattern is a fault of its key`(key: String) throws {
        var checks = CheckSettings()
        _ = try checks.set(key, to: key.contains("json") ? "~ (" : "(", folder: "")
        var faults = PlanFaults()
        _ = ExpectationPlan(checks, faults: &faults)
        #expect(faults.list.map(\.key) == [key])
        #expect(faults.list.first?.isValue == true)
    }

    @Test func `the body is looked at where something is expected of it`() throws {
        #expect(try probeTarget(checks: [("reject.body", "x")]).plan.expectations.needsBody)
        #expect(try probeTarget(checks: [("expect.json.a", "1")]).plan.expectations.needsBody)
        #expect(try !probeTarget(checks: [("expect.header.a", "1")]).plan.expectations.needsBody)
    }
}
