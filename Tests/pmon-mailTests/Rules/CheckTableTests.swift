// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct CheckTableTests {
    private func check(_ url: String, _ target: String?, _ place: String? = nil) -> CheckIdentity {
        let name = CheckName(
            target: target.map { Array($0.utf8) },
            place: place.map { Array($0.utf8) }
        )
        return CheckIdentity(URLKey(url), name)
    }

    @Test func `checks without a name stand under their address alone`() {
        let table = CheckTable([
            (check("b", nil), ["n": .int(1)]), (check("a", nil), ["n": .int(2)]),
        ])
        #expect(table.addresses.map(\.0) == ["a", "b"])
        #expect(table.checks.isEmpty)
    }

    @Test func `values are read under the checks they were written for`() {
        let checks = [check("a", "1"), check("a", "1", "x"), check("a", nil, ""), check("b", nil)]
        let table = CheckTable(checks.enumerated().map { ($1, ["n": .int($0)]) })
        #expect(table.addresses.map(\.0) == ["a", "b"])
        var object: JSONObject = ["checks": .array(table.checks.map(JSONValue.object))]
        object["old"] = .object(
            JSONObject(
                uniqueMembers: table.addresses.map { .init(key: $0.0, value: .object($0.1)) }
            )
        )
        let read = CheckTable.read(object, addresses: "old")
        let found = Dictionary(
            uniqueKeysWithValues: read.map { ($0.check, $0.value.object?["n"]?.int) }
        )
        #expect(found == Dictionary(uniqueKeysWithValues: checks.enumerated().map { ($1, $0) }))
    }

    @Test func `what is not a check is left out`() {
        let object: JSONObject = ["checks": .array([.int(1), .object(["target": .string("x")])])]
        #expect(CheckTable.read(object, addresses: "old").isEmpty)
    }
}
