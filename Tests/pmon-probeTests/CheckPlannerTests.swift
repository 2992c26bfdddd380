// SPDX-License-Identifier: MIT

import PmonCore
import Testing

@testable import pmon_probe

struct CheckPlannerTests {
    @Test func `addresses without settings share one plan, others have their own`() throws {
        let planner = CheckPlanner(defaults: PmonSettings())
        let plain = try planner.plan(CheckSettings())
        #expect(try planner.plan(CheckSettings()) === plain)
        var checks = CheckSettings()
        _ = try checks.set("timeout", to: "3s", folder: "")
        let own = try planner.plan(checks)
        #expect(own !== plain)
        #expect(own.timeout == .seconds(3))
        #expect(plain.timeout == PmonSettings().timeout)
    }

    @Test func `defaults that cannot be used are told for each address`() throws {
        var defaults = PmonSettings()
        defaults.proxy = "ftp://127.0.0.1/"
        let planner = CheckPlanner(defaults: defaults)
        for _ in 0..<2 {
            #expect(throws: ToolError.self) { try planner.plan(CheckSettings()) }
        }
    }
}
