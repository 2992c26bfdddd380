// SPDX-License-Identifier: MIT

import Testing

@testable import PmonRecord

struct ReasonTests {
    @Test
    func `what the environment fails with is an exception, what the service fails with is not`() {
        let application: Set<Reason> = [.status, .header, .body, .json, .slow, .process]
        for reason in Reason.allCases {
            let isApplication = application.contains(reason)
            #expect(reason.result == (isApplication ? .applicationError : .exceptionError))
        }
    }
}
