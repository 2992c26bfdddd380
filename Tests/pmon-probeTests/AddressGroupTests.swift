// SPDX-License-Identifier: MIT

import PmonPattern
import Testing

@testable import pmon_probe

struct AddressGroupTests {
    private func group(_ found: [String]) throws -> AddressGroup {
        let target = try probeTarget("http://h/", checks: [("addresses", "all"), ("slow", "5ms")])
        let check = Check(job(target), patterns: PatternCache())
        return AddressGroup(check, addresses: found, resolving: nil)
    }

    @Test func `the outcome is known once each address has its own`() throws {
        let group = try group(["192.0.2.9", "192.0.2.10", "192.0.2.1"])
        #expect(group.addresses == ["192.0.2.1", "192.0.2.9", "192.0.2.10"])
        var slow = CheckOutcome()
        slow.times.total = 9000
        #expect(group.take(CheckOutcome(), of: 2) == nil)
        #expect(group.take(slow, of: 0) == nil)
        let whole = try #require(group.take(CheckOutcome(), of: 1))
        #expect(whole.addresses?.list.map(\.address) == group.addresses)
        #expect(whole.warnings == ["slow: took 9 ms, more than 5ms"])
    }

    @Test func `of too many addresses the first are checked, and a warning says so`() throws {
        let group = try group((0..<40).map { "192.0.2.\(39 - $0)" })
        #expect(group.addresses.first == "192.0.2.0" && group.addresses.last == "192.0.2.31")
        var whole: CheckOutcome?
        for place in group.addresses.indices { whole = group.take(CheckOutcome(), of: place) }
        #expect(whole?.warnings == ["addresses: 32 of 40 were checked"])
    }
}
