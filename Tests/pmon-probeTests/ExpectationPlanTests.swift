// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_probe

struct ExpectationPlanTests {
    @Test func `without settings the status alone is looked at`() throws {
        let plan = try ExpectationPlan(CheckSettings())
        #expect(plan.statuses == .standard)
        #expect(!plan.needsBody)
        #expect(plan.time == nil)
    }

    @Test(arguments: ["expect.body", "reject.body", "expect.header.X", "expect.json.a"])
    func `a bad pattern is an error of the configuration that names its key`(key: String) throws {
        var checks = CheckSettings()
        _ = try checks.set(key, to: key.contains("json") ? "~ (" : "(", folder: "")
        let error = #expect(throws: ToolError.self) { try ExpectationPlan(checks) }
        #expect(error?.status == .configuration)
        #expect(error?.message.contains(key) == true)
    }

    @Test func `the body is looked at where something is expected of it`() throws {
        #expect(try probeTarget(checks: [("reject.body", "x")]).plan.expectations.needsBody)
        #expect(try probeTarget(checks: [("expect.json.a", "1")]).plan.expectations.needsBody)
        #expect(try !probeTarget(checks: [("expect.header.a", "1")]).plan.expectations.needsBody)
    }
}
