// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct LeavingRuleTests {
    private static let day = 86_400
    private static let now = 1_800_000_000

    private func leaves(
        _ url: String,
        _ monitor: String?,
        age: Int,
        targets: [String] = ["http://here/"]
    ) throws -> Bool {
        let fixture = try StoreFixture()
        fixture.configuration.pmon.id = "me"
        fixture.configuration.targets = targets.enumerated().map {
            Target(key: "url.\($0.offset)", address: $0.element)
        }
        let name = monitor.map { #","monitor":"\#($0)""# } ?? ""
        let record = #"{"at":\#(Self.now - age)\#(name)}"#
        let rule = LeavingRule(
            try fixture.settings(),
            now: Timestamp(seconds: Double(Self.now))
        )
        let entry = Array(record.utf8).withUnsafeBytes { LatestEntry($0) }
        return rule.leaves(entry, of: URLKey(url))
    }

    @Test func `what this monitor wrote leaves with its target`() throws {
        #expect(try leaves("http://gone/", "me", age: 1))
        #expect(try !leaves("http://here/", "me", age: 90 * Self.day))
        #expect(try !leaves("http://gone/", "me", age: 1, targets: []))
    }

    @Test func `what others wrote leaves after thirty days`() throws {
        #expect(try !leaves("http://gone/", "other", age: 30 * Self.day))
        #expect(try leaves("http://gone/", "other", age: 30 * Self.day + 1))
        #expect(try leaves("http://gone/", "other", age: 31 * Self.day, targets: []))
        #expect(try !leaves("http://here/", "other", age: 90 * Self.day))
    }

    @Test func `what has no name of a monitor leaves with its target`() throws {
        #expect(try leaves("http://gone/", nil, age: 1))
        #expect(try !leaves("http://here/", nil, age: 31 * Self.day))
        #expect(try !leaves("http://gone/", nil, age: 31 * Self.day, targets: []))
    }
}
