// SPDX-License-Identifier: MIT

import PmonPattern
import Testing

@testable import pmon_probe

struct BodyObserverTests {
    private func verdicts(
        _ body: [UInt8],
        _ checks: [(String, String)],
        isTruncated: Bool = false,
        address: String = "http://127.0.0.1/"
    ) throws -> [ExpectationVerdict] {
        let observer = BodyObserver(
            try probeTarget(address, checks: checks),
            patterns: PatternCache()
        )
        for start in stride(from: 0, to: body.count, by: 7) {
            body[start..<min(start + 7, body.count)].withUnsafeBytes { observer.feed($0) }
        }
        return observer.verdicts(isTruncated: isTruncated)
    }

    @Test func `wanted and unwanted patterns, with the body's beginning`() throws {
        let found = try verdicts(
            Array("all is well\n".utf8),
            [("expect.body", "well$"), ("reject.body", "^all")]
        )
        #expect(found.map(\.isMet) == [true, false])
        #expect(found[1].sentence == "body \"all is well \", expected not to match \"^all\"")
    }

    @Test func `an empty body and a long one`() throws {
        #expect(try verdicts([], [("expect.body", "x")])[0].sentence.hasPrefix("body is empty, "))
        let long = try verdicts(Array(repeating: 0x61, count: 500), [("expect.body", "b")])
        #expect(long[0].sentence.contains(String(repeating: "a", count: 80) + "…\""))
    }

    @Test func `a secret that the body echoes is not shown, not even in part`() throws {
        for padding in 60..<85 {
            let text = String(repeating: "-", count: padding) + "s3cret-word" + "."
            let sentence = try verdicts(
                Array(text.utf8),
                [("expect.body", "nowhere")],
                address: "http://bob:s3cret-word@127.0.0.1/"
            )[0].sentence
            #expect(!sentence.contains("s3c"))
        }
    }

    @Test func `JSON that is cut or broken`() throws {
        let checks = [("expect.json.a", "1"), ("expect.json.b", "exists")]
        let cut = try verdicts(Array(#"{"a":1,"x":["#.utf8), checks, isTruncated: true)
        #expect(cut.map(\.isMet) == [true, false])
        #expect(cut[1].sentence == "json b is missing (the body was cut), expected exists")
        let broken = try verdicts(Array(#"{"a":1,"x":["#.utf8), checks)
        #expect(broken.map(\.isMet) == [false, false])
        #expect(broken[0].sentence.contains("JSON ends too early"))
    }
}
