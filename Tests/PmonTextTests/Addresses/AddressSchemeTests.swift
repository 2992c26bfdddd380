// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import PmonText

struct AddressSchemeTests {
    @Test func `what arguments may name are http and https alone`() {
        #expect(AddressScheme.allCases.filter(\.isWeb) == [.http, .https])
        #expect(AddressScheme(rawValue: "file") == nil)
        #expect(AddressScheme(rawValue: "ssh") == nil)
    }

    @Test func `the port of a scheme is the one that the system has registered`() {
        for scheme in AddressScheme.allCases {
            // The list of Debian has all but mqtt.
            guard let entry = getservbyname(scheme.rawValue, "tcp") else { continue }
            let port = UInt16(truncatingIfNeeded: entry.pointee.s_port).bigEndian
            #expect(scheme.standardPort == Int(port), "\(scheme)")
        }
        #expect(AddressScheme.allCases.filter { $0.standardPort == nil } == [.tcp, .tls, .ping])
    }

    @Test func `what can be upgraded does not begin with TLS, and has a sibling that does`() {
        for scheme in AddressScheme.allCases where scheme.canUpgrade {
            #expect(!scheme.isTLS)
            #expect(AddressScheme(rawValue: scheme.rawValue + "s")?.isTLS == true)
        }
    }
}
