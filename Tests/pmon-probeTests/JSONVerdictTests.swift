// SPDX-License-Identifier: MIT

import PmonPattern
import Testing

@testable import pmon_probe

struct JSONVerdictTests {
    private func verdict(
        _ text: String,
        _ finding: JSONPathWatcher.Finding
    ) throws -> ExpectationVerdict {
        let target = try probeTarget(checks: [("expect.json.a.b", text)])
        return JSONVerdict(
            target.plan.expectations.places[0],
            patterns: PatternCache(),
            mask: target.mask
        )
        .verdict(finding, problem: nil)
    }

    @Test(arguments: [
        ("up", JSONPathWatcher.Finding.scalar(.string("up")), true),
        ("= up", .scalar(.string("down")), false),
        ("5", .scalar(.number("5.0")), true), ("= 5", .scalar(.string("5")), true),
        ("!= 5", .scalar(.number("5.0")), false), ("!= up", .scalar(.string("down")), true),
        ("< 5", .scalar(.number("4.9")), true), ("<= 5", .scalar(.number("5")), true),
        ("> 5", .scalar(.number("5")), false), (">= 5", .scalar(.number("5")), true),
        ("> 5", .scalar(.string("9")), false), ("~ ^u.$", .scalar(.string("up")), true),
        ("~ 5", .scalar(.number("15")), true), ("true", .scalar(.bool(true)), true),
        ("null", .scalar(.null), true), ("exists", .scalar(.null), true), ("exists", .object, true),
        ("exists", .nothing, false), ("!= up", .nothing, false), ("up", .object, false),
        ("~ .", .array(count: 1), false),
    ])
    func `comparisons`(text: String, finding: JSONPathWatcher.Finding, isMet: Bool) throws {
        #expect(try verdict(text, finding).isMet == isMet)
    }

    @Test func `the sentence has actual and expected`() throws {
        #expect(
            try verdict("up", .scalar(.string("down"))).sentence
                == "json a.b is \"down\", expected up"
        )
        #expect(
            try verdict("> 1", .scalar(.number("0.5"))).sentence == "json a.b is 0.5, expected > 1"
        )
        #expect(
            try verdict("x", .array(count: 3)).sentence == "json a.b is an array of 3, expected x"
        )
    }
}
