// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import Testing

@testable import pmon_store

struct ExportLineTests {
    private let seed = #""time":"2018-01-01 00:00:00","result":"SUCCESS""#

    private func line(
        _ record: String,
        isThorough: Bool = false
    ) -> (text: String, outcome: ExportLine.Outcome) {
        var line = ExportLine(isThorough: isThorough)
        var lines = Array("before\n".utf8)
        let outcome = Array(record.utf8).withUnsafeBytes {
            line.append($0, head: RecordLine.head(of: URLKey("http://a/")), to: &lines)
        }
        return (String(decoding: lines.dropFirst(7), as: UTF8.self), outcome)
    }

    @Test func `what stdin takes stays as it is spelled`() {
        let (text, outcome) = line(#"{\#(seed), "message" : "\ud83d\ude00 \u00e9", "x":1.50}"#)
        #expect(text == #"{"url":"http://a/",\#(seed),"message":"\ud83d\ude00 \u00e9","x":1.50}"#)
        #expect(outcome == .asItIs)
    }

    @Test(arguments: [
        (#""message":"a\ud800b""#, #""message":"a\#u{FFFD}b""#),
        (#""message":"a\udc00\ud800""#, #""message":"a\#u{FFFD}\#u{FFFD}""#),
        (#""message":"x","message":"OK""#, #""message":"OK""#),
        (#""message":"OK","m\u0065ssage":"x","message":"y""#, #""message":"y""#),
        (
            #""message":"OK","t":{"a":[{"b":1,"b":2.50}],"c":"\ud800"}"#,
            #""message":"OK","t":{"a":[{"b":2.50}],"c":"\#u{FFFD}"}"#
        ),
        (#""message":"OK","\ud800":1,"url":"x","url":"y""#, #""message":"OK","\#u{FFFD}":1"#),
    ])
    func `a lone surrogate and a repeated key are mended`(record: String, mended: String) {
        let (text, outcome) = line("{\(seed),\(record)}")
        #expect(text == #"{"url":"http://a/",\#(seed),\#(mended)}"#)
        guard case .repaired = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(arguments: [#""message":true"#, #""message":"OK","x":1e999"#, #""note":"no message""#])
    func `what cannot be mended is printed as it is, and told`(record: String) {
        let (text, outcome) = line("{\(seed),\(record)}")
        #expect(text == #"{"url":"http://a/",\#(seed),\#(record)}"#)
        guard case .notTaken = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `what pmon-store itself wrote is not looked at again, unless it has an escape`() {
        let seed = "\(seed),\"message\":\"OK\",\"at\":1.5"
        #expect(line("{\(seed),\"x\":1,\"x\":2}").outcome == .asItIs)
        #expect(line("{\(seed),\"x\":1,\"x\":2}", isThorough: true).outcome != .asItIs)
        let (text, _) = line(#"{\#(seed),"x":1,"x":"\u0041"}"#)
        #expect(text == #"{"url":"http://a/",\#(seed),"x":"A"}"#)
    }

    @Test func `a line beyond the limit is told`() {
        let text = String(repeating: "x", count: 1 << 20)
        #expect(line("{\(seed),\"message\":\"\(text)\"}").outcome == .notTaken("longer than 1 MiB"))
    }

    @Test func `a line for which the mark of the clock is too much goes without it`() {
        let seed = "\(seed),\"at\":9e9,\"message\":\""
        let room = (1 << 20) - seed.utf8.count - #"{"url":"http://a/","}"#.utf8.count
        for spare in [0, 1, 15, 16, 17] {
            let record = "\(seed)\(String(repeating: "x", count: room - spare))\""
            let mark = spare < 16 ? "" : #","clock":"ahead""#
            let (text, outcome) = line("{\(record),\"clock\":\"ahead\"}")
            #expect(text == "{\"url\":\"http://a/\",\(record)\(mark)}")
            #expect(outcome == .asItIs)
        }
    }
}
