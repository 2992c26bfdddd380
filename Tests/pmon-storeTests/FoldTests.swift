// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct FoldTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    @Test(arguments: [
        #"{"b":[{"n":1},{"n":2}],"a":{"n":3}}"#,
        "{ \"a\" : { \"n\" : 3 },\r\n \"b\" : [ {\"n\":1} , {\"n\":2} ] }",
        "{\n\"b\": [\n{\"n\":1}\n],\n\"a\": [\n{\"n\":3}\n],\n\"b\": [\n{\"n\":2}\n]\n}\n",
        #"{"\u0062":[{"n":1},{"n":2}],"a":[{"n":3,"url":"a"}]}"#,
    ])
    func `any layout becomes the canonical one`(text: String) throws {
        try fixture.folder.write("pmon.json", text)
        try fixture.store([], folding: true)
        let canonical = "{\n\"a\": [\n{\"n\":3}\n],\n\"b\": [\n{\"n\":1},\n{\"n\":2}\n]\n}\n"
        #expect(try fixture.folder.text("pmon.json") == canonical)
    }

    @Test func `a canonical file stays byte by byte`() throws {
        let text =
            "{\n\"a\": [\n{\"n\": 1.50, \"m\":\"\\u00e9\"}\n],\n\"b\": [],\n\"c\": [\n{\"x\":{}},\n{}\n]\n}\n"
        try fixture.folder.write("pmon.json", text)
        try fixture.store([], folding: true)
        #expect(try fixture.folder.text("pmon.json") == text)
        try fixture.store([StoreFixture.record("b", 1)])
        let added = #"[\#n{"time":"x","result":"SUCCESS","message":"OK","at":1,"run":1}\#n]"#
        #expect(try fixture.folder.text("pmon.json") == text.replacing("[]", with: added))
    }

    @Test func `new addresses find their place among the others`() throws {
        for url in ["m", "a", "z", "é", "B"] { try fixture.store([StoreFixture.record(url, 1)]) }
        let bytes = try fixture.folder.bytes("pmon.json")
        let urls = try bytes.withUnsafeBytes { try HistoryScanner.scan($0).map(\.url.text) }
        #expect(urls == ["B", "a", "m", "z", "é"])
    }

    @Test func `many lists of all sizes come out as another program would merge them`() throws {
        var generator = SeededNumbers(state: 3)
        var expected: [String: [Int]] = [:]
        for turn in 1...12 {
            var records: [String] = []
            for _ in 0..<Int(generator.next() % 60) {
                let url = "u\(generator.next() % 40)"
                let run = turn * 1000 + records.count
                records.append(StoreFixture.record(url, run))
                expected[url, default: []].append(run)
            }
            try fixture.store(records)
        }
        for (url, runs) in expected { #expect(try fixture.runs(of: url) == runs) }
    }

    /// A fixed sequence of numbers.
    private struct SeededNumbers {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
