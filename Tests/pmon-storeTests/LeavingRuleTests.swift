// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
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
        return rule.leaves(entry.checks[0], of: entry, at: URLKey(url))
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
        #expect(try leaves("http://here/", "other", age: 90 * Self.day))
    }

    @Test func `what has no name of a monitor leaves with its target`() throws {
        #expect(try leaves("http://gone/", nil, age: 1))
        #expect(try !leaves("http://here/", nil, age: 31 * Self.day))
        #expect(try !leaves("http://gone/", nil, age: 31 * Self.day, targets: []))
    }

    /// The checks of an entry that stay, by their targets and places.
    private func staying(_ checks: [String], place: String? = nil) throws -> [String] {
        let fixture = try StoreFixture()
        fixture.configuration.pmon.id = "me"
        fixture.configuration.pmon.place = place
        fixture.configuration.targets = [
            Target(key: "url.1", address: "http://here/"),
            Target(key: "url.2", address: "http://there/"),
        ]
        let rule = LeavingRule(try fixture.settings(), now: Timestamp(seconds: Double(Self.now)))
        let records = checks.map { #"{"monitor":"me",\#($0)}"# }.joined(separator: ",")
        let entry = Array(#"{"checks":[\#(records)]}"#.utf8).withUnsafeBytes { LatestEntry($0) }
        return zip(checks, entry.checks).compactMap { text, check in
            rule.leaves(check, of: entry, at: URLKey("http://here/")) ? nil : text
        }
    }

    @Test func `a check leaves whose target is gone or has moved to another address`() throws {
        let stays = [#""target":"url.1","at":1"#, #""at":1"#]
        let leaves = [#""target":"url.2","at":1"#, #""target":"url.3","at":1"#]
        #expect(try staying(stays + leaves) == stays)
    }

    @Test func `a place that this monitor no longer has leaves a day later`() throws {
        func check(_ place: String, _ at: Int) -> String {
            #""target":"url.1","place":"\#(place)","at":\#(at)"#
        }
        let (rome, berlin) = (check("rome", Self.day + 5), check("berlin", 5))
        #expect(try staying([rome, berlin]) == [rome, berlin])
        #expect(try staying([rome, check("berlin", 4)]) == [rome])
        #expect(try staying([rome, check("berlin", 4)], place: "berlin").count == 2)
        #expect(try staying([berlin, #""target":"url.1","at":\#(Self.day * 3)"#]) != [berlin])
    }
}
