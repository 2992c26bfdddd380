// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

struct NameQuestionTests {
    @Test func `the family is respected`() throws {
        let six = NameQuestion(host: "::1", family: .v6).resolve()
        #expect(try six.get().map(\.text) == ["::1"])
        #expect(throws: NameFailure.self) {
            try NameQuestion(host: "::1", family: .v4).resolve().get()
        }
    }

    @Test func `a name that does not exist is a failure in the system's words`() {
        let answer = NameQuestion(host: "no-such.invalid").resolve()
        guard case .failure(.unresolved(let words)) = answer else {
            Issue.record("resolved")
            return
        }
        #expect(!words.isEmpty)
    }
}
