// SPDX-License-Identifier: MIT

import PmonPattern
import Testing

@testable import pmon_probe

struct CaptureScannerTests {
    private func finding(
        _ capture: String,
        in body: String,
        isTruncated: Bool = false
    ) throws -> CaptureScanner.Finding {
        let target = try probeTarget(checks: [("capture.x", capture), ("capture.h", "header H")])
        let observer = BodyObserver(target, patterns: PatternCache())
        Array(body.utf8).withUnsafeBytes { observer.feed($0) }
        let found = observer.captured(isTruncated: isTruncated)
        #expect(found.count == 2)
        return found[0]
    }

    @Test(arguments: [
        ("json a.b", #"{"a":{"b":"v\"\u00e4"}}"#, "v\"ä"),
        ("json 1", "[1,12345678901234567890.10]", "12345678901234567890.10"),
        ("json a", #"{"a":true}"#, "true"), ("body <*>", "x<y>z", "y"),
    ])
    func `a value is found as it stands`(capture: String, body: String, value: String) throws {
        #expect(try finding(capture, in: body) == CaptureScanner.Finding(text: value))
    }

    @Test(arguments: [
        ("json a", #"{"b":1}"#, "is missing"), ("json a", #"{"a":null}"#, "is null"),
        ("json a", #"{"a":{}}"#, "is an object"),
        ("json a", #"{"a":[]}"#, "is an array"), ("json a", #"{"a":""}"#, "is empty"),
        ("json a", "", "is missing (no JSON: the body is empty)"),
        ("json a", "<html>", "is missing (invalid JSON at byte 1)"),
        ("json a", #"{"a":"v",}"#, "cannot be trusted (invalid JSON at byte 10)"),
        ("json a", #"{"a":"v","a":"w"}"#, "cannot be trusted (JSON repeats the key \"a\")"),
        ("body <*>", "<y", "is missing"),
        ("body <*>", "<>", "is empty"), ("body <*>", "<\u{FFFD}>", "holds bytes that are no text"),
        ("json a", #"{"a":"\ud800"}"#, "holds bytes that are no text"),
    ])
    func `a value that is none says why`(capture: String, body: String, problem: String) throws {
        #expect(try finding(capture, in: body).problem == problem)
    }

    @Test(arguments: [16 * 1024, 16 * 1024 + 1, 100_000, 1 << 20])
    func `a value may have 16 KiB`(count: Int) throws {
        let value = String(repeating: "x", count: count)
        for (capture, body) in [("json a", #"{"a":"\#(value)"}"#), ("body <*>", "<\(value)>")] {
            let found = try finding(capture, in: body)
            #expect((found.problem == nil) == (count <= 16 * 1024))
            #expect(
                found.problem == nil || found.problem == "is longer than 16 KiB" && found.hidesBody
            )
        }
    }

    @Test func `a body that was cut is not shown where a value may be in it`() throws {
        for (capture, body) in [
            ("json a", #"{"a":"secr"#), ("body <*>", "<secr"), ("body t=*", "t=secr"),
        ] {
            let found = try finding(capture, in: body, isTruncated: true)
            #expect(found.problem != nil && found.hidesBody)
        }
        #expect(try finding("body <*>", in: "<v>", isTruncated: true).text == "v")
        #expect(try finding("json a", in: #"{"a":"v","#, isTruncated: true).text == "v")
    }
}
