// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct RetentionClockTests {
    private static let day = 86_400.0
    private static let present = 1_700_000_000.0
    private let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `age counts from what an earlier run has stored`() throws {
        try write(#""a":[\#(record(0)),\#(record(-3))],"b":[\#(record(-1))]"#)
        #expect(try instant(now: 400) == 0)
        #expect(try instant(now: 0.5) == 0)
    }

    @Test func `what lies ahead of the clock confirms nothing`() throws {
        try write(#""a":[\#(record(-9)),\#(record(7000))]"#)
        #expect(try instant(now: 1) == -9)
        // The clock went back behind everything.
        #expect(try instant(now: -5000) == -5000)
    }

    @Test func `small runs and missing ones are no times`() throws {
        try write(#""a":[{"at":\#(seconds(-2)),"run":5}],"b":[{"at":\#(seconds(-4))}]"#)
        #expect(try instant(now: 30) == -2)
    }

    @Test func `the records of the run itself confirm nothing, in the journal or in the data file`()
        throws
    {
        try write(#""a":[\#(record(-8)),\#(record(500))]"#)
        #expect(try instant(now: 500, journal: [record(500)]) == -8)
        #expect(try instant(now: 501, journal: [record(501)]) == 500)
        // A commit without records belongs to the scan before it.
        #expect(try instant(now: 500, runs: [Int(seconds(500)) * 1000]) == -8)
        #expect(try instant(now: 500) == 500)
    }

    @Test func `a history that begins has nothing but its first run`() throws {
        #expect(try instant(now: 10, journal: [record(-100)]) == -100)
        #expect(try instant(now: 10) == 10)
    }

    @Test func `a mark confirms, but not its own process`() throws {
        try write(#""a":[\#(record(0))]"#)
        let mark = JournalMark.clock(Timestamp(seconds: seconds(300)))
        #expect(try instant(now: 301, marks: [mark]) == 300)
        #expect(try instant(now: 301, marks: [mark], own: [mark]) == 0)
        #expect(try instant(now: 200, marks: [mark]) == 0)
    }

    private func seconds(_ days: Double) -> Double { Self.present + days * Self.day }

    private func record(_ days: Double) -> String {
        let at = seconds(days)
        return #"{"url":"a","at":\#(at),"run":\#(Int(at) * 1000)}"#
    }

    private func write(_ lists: String) throws {
        try fixture.folder.write("pmon.json", "{\(lists)}")
    }

    /// The instant that age counts from, in days from the present.
    private func instant(
        now: Double,
        journal records: [String] = [],
        marks: [String] = [],
        own: Set<String> = [],
        runs: Set<Int> = []
    ) throws -> Double {
        let paths = try fixture.settings().paths
        let journal = try Journal(paths)
        try journal.empty()
        for mark in marks { try journal.mark(mark) }
        let start = journal.size
        var lines: [UInt8] = []
        for record in records {
            Array(record.utf8).withUnsafeBytes { JournalLine.append($0, to: &lines) }
        }
        try journal.append(lines)
        let clock = try RetentionClock(
            WritableHistory(paths, journal: journal),
            runStart: start,
            ownMarks: own,
            lastRuns: runs,
            now: Timestamp(seconds: seconds(now))
        )
        return (clock.instant.seconds - Self.present) / Self.day
    }
}
