// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct RouteTests {
    @Test func `what was resolved stands under its own name`() {
        var route = Route()
        route.add(host: "example.org", port: 80, addresses: ["192.0.2.1", "2001:db8::1"])
        #expect(route.addresses == ["+example.org:80:192.0.2.1,[2001:db8::1]"])
        #expect(route.detours.isEmpty)
    }

    @Test(arguments: ["example.org", "192.0.2.9", "2001:db8::9"])
    func `configured addresses stand under a name that no other check knows`(host: String) throws {
        var names: [String] = []
        for _ in 0..<2 {
            var route = Route()
            route.add(host: host, port: 443, addresses: ["192.0.2.1"], isConfigured: true)
            let entry = try #require(route.addresses.first)
            let name = String(entry.dropFirst().prefix { $0 != ":" })
            let written = host.contains(":") ? "[\(host)]" : host
            #expect(route.detours == ["\(written):443:\(name):443"])
            names.append(name)
        }
        #expect(names[0] != names[1])
        #expect(names.allSatisfy { $0.hasSuffix(".invalid") })
    }

    @Test func `the zone of a link-local address is the transfer's`() {
        var route = Route()
        route.add(host: "h", port: 80, addresses: ["fe80::1%lo", "fe80::2%4000000", "::1"])
        #expect(route.addresses == ["+h:80:[fe80::1],[::1]"])
        #expect(route.zone == 1)
    }
}
