// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import Testing

@testable import pmon_probe

struct PlanFaultsTests {
    @Test func `a step that throws is a fault, others give their value`() {
        var faults = PlanFaults()
        let five = faults.take(.pwd) { () throws(ToolError) in 5 }
        #expect(five == 5)
        let nothing: Int? = faults.take(.ca, isValue: false) { () throws(ToolError) in
            throw ToolError(.noInput, "no")
        }
        #expect(nothing == nil)
        #expect(
            faults.list == [
                PlanFault(key: "ca", isShared: false, isValue: false, message: "no")
            ]
        )
    }
}
