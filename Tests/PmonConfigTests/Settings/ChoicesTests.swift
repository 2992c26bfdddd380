// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct ChoicesTests {
    @Test(arguments: [
        ("all", Retention.all), ("ALL", .all), ("10000", .count(10_000)), ("1", .count(1)),
        ("90d", .age(.seconds(7_776_000))), ("1.5h", .age(.seconds(5400))),
    ])
    func `retention is all, an age or a number`(text: String, retention: Retention) throws {
        #expect(try Retention(text) == retention)
    }

    @Test(arguments: ["", "0", "-1", "0d", "1.5", "none", "90 days"])
    func `another retention is refused`(text: String) {
        #expect(throws: SettingProblem.self) { try Retention(text) }
    }

    @Test func `host keys are trusted by a word or a fingerprint`() throws {
        let digest = "uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s"
        #expect(try HostKeyPolicy("Accept-New") == .acceptNew)
        #expect(try HostKeyPolicy("strict") == .strict)
        #expect(try HostKeyPolicy("SHA256:\(digest)") == .fingerprint("SHA256:\(digest)"))
        #expect(try HostKeyPolicy("SHA256:\(digest)=") == .fingerprint("SHA256:\(digest)"))
        for text in [
            "", "no", digest, "sha256:\(digest)", "SHA256:\(digest)==",
            "SHA256: \(digest.dropLast())",
        ] {
            #expect(throws: SettingProblem.self) { try HostKeyPolicy(text) }
        }
    }
}
