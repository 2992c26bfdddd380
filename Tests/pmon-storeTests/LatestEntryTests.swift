// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct LatestEntryTests {
    @Test func `members of the latest file replace those a record brings`() {
        let text =
            #"{"url":"x","result":"SUCCESS","since":9,"streak":9,"previous":"SUCCESS","recent":"EEE","at":5,"run":5}"#
        Array(text.utf8).withUnsafeBytes { bytes in
            let entry = LatestEntry(history: [(RecordFacts(bytes), bytes)], clock: ClockRule())
            #expect(
                entry.map(line)
                    == #"{"result":"SUCCESS","at":5,"run":5,"since":5.000000,"streak":1,"recent":"S"}"#
            )
        }
    }

    @Test func `an entry reads back as it was written`() {
        let text =
            #"{"result":"SUCCESS","at":5,"since":3.000000,"streak":2,"previous":"APPLICATION_ERROR","recent":"EASS"}"#
        Array(text.utf8).withUnsafeBytes { #expect(line(LatestEntry($0)) == text) }
    }

    @Test func `an entry that lives on without its record says so until the next one`() {
        let text =
            #"{"result":"SUCCESS","at":5,"since":3.000000,"streak":2,"kept":false,"recent":"SS"}"#
        Array(text.utf8).withUnsafeBytes { bytes in
            var entry = LatestEntry(bytes)
            #expect(line(entry) == text)
            #expect(entry.newestKept(ClockRule()) == nil)
            entry.noteDropped(after: Timestamp(seconds: 9))
            let next = #"{"result":"SUCCESS","at":6,"run":6,"kept":false}"#
            Array(next.utf8).withUnsafeBytes { entry.advance(0, to: $0, RecordFacts($0)) }
            #expect(line(entry).contains(#""streak":3,"recent":"SSS"}"#))
            entry.noteDropped(after: Timestamp(seconds: 6))
            #expect(!line(entry).contains("kept"))
            entry.noteDropped(after: nil)
            #expect(line(entry).contains(#""kept":false"#))
        }
    }

    @Test func `the worst of several checks stands for the address, all of them are below`() {
        let texts = [
            #"{"target":"url.2","result":"SUCCESS","at":7,"run":1}"#,
            #"{"target":"url.1","place":"x","result":"EXCEPTION_ERROR","at":5,"run":1}"#,
        ]
        let records = texts.map { Array($0.utf8) }
        let entry = records[0].withUnsafeBytes { first in
            records[1].withUnsafeBytes { second in
                LatestEntry(
                    history: [(RecordFacts(first), first), (RecordFacts(second), second)],
                    clock: ClockRule()
                )
            }
        }
        let failing =
            #""target":"url.1","place":"x","result":"EXCEPTION_ERROR","at":5,"run":1,"since":5.000000,"outage":5.000000,"streak":1,"recent":"E""#
        let fine =
            #""target":"url.2","result":"SUCCESS","at":7,"run":1,"since":7.000000,"streak":1,"recent":"S""#
        let expected = #"{\#(failing),"checks":[{\#(failing)},{\#(fine)}]}"#
        #expect(entry.map(line) == expected)
        Array(expected.utf8).withUnsafeBytes { #expect(line(LatestEntry($0)) == expected) }
    }

    @Test func `a record brings no checks of its own`() {
        let text = #"{"result":"SUCCESS","at":5,"streak":1,"checks":7}"#
        Array(text.utf8).withUnsafeBytes {
            let expected = #"{"result":"SUCCESS","at":5,"streak":1,"recent":"S"}"#
            #expect(line(LatestEntry($0)) == expected)
        }
    }

    @Test func `no records make no entry`() {
        #expect(LatestEntry(history: [], clock: ClockRule()) == nil)
    }

    private func line(_ entry: LatestEntry) -> String {
        var bytes: [UInt8] = []
        entry.append(to: &bytes, clock: ClockRule())
        return String(decoding: bytes, as: UTF8.self)
    }
}
