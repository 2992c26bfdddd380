// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct AddressSchemeTests {
    @Test func `what arguments may name are http and https alone`() {
        #expect(AddressScheme.allCases.filter(\.isWeb) == [.http, .https])
        #expect(AddressScheme(rawValue: "file") == nil)
        #expect(AddressScheme(rawValue: "ssh") == nil)
    }

    @Test func `what can be upgraded does not begin with TLS, and has a sibling that does`() {
        for scheme in AddressScheme.allCases where scheme.canUpgrade {
            #expect(!scheme.isTLS)
            #expect(AddressScheme(rawValue: scheme.rawValue + "s")?.isTLS == true)
        }
    }
}
