// SPDX-License-Identifier: MIT

import Testing

@testable import PmonSystem

struct ResolvedAddressesTests {
    @Test func `the system knows this machine, and each address of it once`() throws {
        let list = try ResolvedAddresses(NameQuestion(host: "localhost", family: .v4))
        #expect(list.addresses.map(\.text) == ["127.0.0.1"])
    }

    @Test func `with numbers alone a name is none`() throws {
        let list = try ResolvedAddresses(NameQuestion(host: "::1"), numericOnly: true)
        #expect(list.addresses.map(\.text) == ["::1"])
        let failure = #expect(throws: NameFailure.self) {
            _ = try ResolvedAddresses(NameQuestion(host: "localhost"), numericOnly: true)
        }
        guard case .unresolved(let words)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(!words.isEmpty)
    }
}
