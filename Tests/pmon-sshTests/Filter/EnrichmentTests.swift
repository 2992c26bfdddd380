// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonSystem
import Testing

@testable import pmon_ssh

struct EnrichmentTests {
    private let original = Array(
        #"{"url":"u","n":1.50,"x":{"b":[1,2e3],"a":null},"ssh":null,"result":"E"}"#.utf8
    )

    @Test func `evidence comes behind, the rest stays as it is`() throws {
        let line = Enrichment.line(
            original,
            with: [(.ssh, .strings(["a"])), (.verdict, .string("v"))]
        )
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"url":"u","n":1.50,"x":{"b":[1,2e3],"a":null},"result":"E","ssh":["a"],"verdict":"v"}"#
        )
    }

    @Test func `evidence replaces older evidence`() throws {
        let first = Enrichment.line(
            original,
            with: [(.ssh, .strings(["a"])), (.logs, .string("l"))]
        )
        let second = try Record(line: Enrichment.line(first, with: [(.ssh, .strings(["b"]))]))
        #expect(second[.ssh] == .strings(["b"]))
        #expect(second[.logs] == nil)
    }

    @Test func `a line never becomes too long`() throws {
        let big = String(repeating: "x", count: LineReader.standardLimit - 100)
        let long = Array(#"{"url":"\#(big)"}"#.utf8)
        let line = Enrichment.line(
            long,
            with: [(.logs, .string(big)), (.verdict, .string("v"))]
        )
        #expect(line.count <= LineReader.standardLimit)
        #expect(try Record(line: line)[.verdict] == .string("v"))
        let full = Array(
            #"{"url":"\#(String(repeating: "x", count: LineReader.standardLimit - 10))"}"#.utf8
        )
        #expect(Enrichment.line(full, with: [(.verdict, .string("v"))]) == full)
    }
}
