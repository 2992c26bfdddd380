// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_ssh

struct VisitFailureNameTests {
    @Test func `a name without an address is the name's fault`() {
        #expect(VisitFailure(.unresolved("no")).kind == .name)
        #expect(VisitFailure(.unresolved("no")).text == "its name does not resolve: no")
        #expect(VisitFailure(.noAddress) == VisitFailure(.name, "its name has no address"))
    }

    @Test(arguments: [VisitFailure(.noDescriptor), VisitFailure(.noThread("x")), .noRoomForName])
    func `where pmon cannot ask, the name is not blamed`(failure: VisitFailure) {
        #expect(failure.kind == .timeout)
        #expect(failure.text.hasPrefix("pmon itself cannot look its name up: "))
    }
}
