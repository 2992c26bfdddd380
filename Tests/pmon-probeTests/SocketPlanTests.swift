// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_probe

struct SocketPlanTests {
    @Test func `what is sent is looked up and unescaped`() throws {
        var checks = CheckSettings()
        _ = try checks.set("send", to: "A\\x41\\n", folder: "")
        _ = try checks.set("tls", to: "starttls", folder: "")
        var faults = PlanFaults()
        let plan = SocketPlan(checks, faults: &faults)
        #expect(plan.send == [0x41, 0x41, 0x0A])
        #expect(plan.upgrades)
        #expect(faults.list.isEmpty)
    }

    @Test func `a variable that is not there is a fault of its key`() throws {
        var checks = CheckSettings()
        _ = try checks.set("send", to: "env:PMON_NO_SUCH_VARIABLE", folder: "")
        var faults = PlanFaults()
        #expect(SocketPlan(checks, faults: &faults).send.isEmpty)
        #expect(faults.list.map(\.key) == ["send"])
    }
}
