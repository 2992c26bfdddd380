// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_ssh

struct VisitFailureTests {
    @Test(arguments: VisitFailure.Kind.allCases)
    func `each kind is a failure of the environment`(kind: VisitFailure.Kind) {
        #expect(kind.reason.result == .exceptionError)
    }

    @Test func `a login that is refused and a key that is not trusted have reasons of their own`() {
        #expect(VisitFailure.Kind.login.reason == .refused)
        #expect(VisitFailure.Kind.hostKey.reason == .certificate)
    }
}
