// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct RetentionClockTests {
    private static let hour = 3600.0
    private static let present = 1_700_000_000.0
    private let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func `age counts from where a day of records begins`() throws {
        try write(["a": hours(-40...0)])
        #expect(try instant(now: 0.1) == -24)
        #expect(try instant(now: 40_000) == -24)
    }

    @Test func `a leap counts for three hours, however far it is`() throws {
        try write(["a": hours(-40...0) + hours(8000...8010)])
        #expect(try instant(now: 8010) == -11)
        try write(["a": hours(-40...0) + hours(8000...8023)])
        #expect(try instant(now: 8023) == 0)
        try write(["a": hours(-40...0) + hours(8000...8024)])
        #expect(try instant(now: 8024) == 8000)
    }

    @Test func `seven leaps in a row are no day`() throws {
        let leaps = (1...7).map { Double($0 * 5000) }
        try write(["a": hours(-40...0) + leaps])
        #expect(try instant(now: 40_000) == -3)
    }

    @Test func `the records of several addresses make one day, those of the journal too`() throws {
        let first = stride(from: -120, through: 0, by: 12).map(Double.init)
        try write(["a": first])
        #expect(try instant(now: 0) == -96)
        try write(["a": first, "b": first.map { $0 - 6 }])
        #expect(try instant(now: 0) == -48)
        #expect(try instant(now: 24, journal: hours(0...24)) == 0)
    }

    @Test func `what lies ahead of the clock, and what the store has marked, confirms nothing`()
        throws
    {
        try write(["a": hours(-30...0) + hours(700...800)])
        #expect(try instant(now: 1) == -24)
        #expect(try instant(now: -5000) == nil)
        try write(["a": hours(-30...0)])
        let marked = hours(100...130).map { record($0, #","clock":"ahead""#) }
        #expect(try instant(now: 200, journal: marked) == -24)
    }

    @Test func `less than a day confirms nothing`() throws {
        try write(["a": hours(-23...0)])
        #expect(try instant(now: 10) == nil)
        #expect(try instant(now: 10, journal: hours(1...1)) == -23)
    }

    @Test func `small runs and missing ones are no times`() throws {
        let records = hours(-30...0).map { record($0, run: 5) }
        try fixture.folder.write("pmon.json", #"{"a":[\#(records.joined(separator: ","))]}"#)
        #expect(try instant(now: 30) == -24)
    }

    private func hours(_ range: ClosedRange<Int>) -> [Double] { range.map(Double.init) }

    private func seconds(_ hours: Double) -> Double { Self.present + hours * Self.hour }

    private func record(_ hours: Double, _ more: String = "", run: Int? = nil) -> String {
        let at = seconds(hours)
        return #"{"url":"a","at":\#(at),"run":\#(run ?? Int(at) * 1000)\#(more)}"#
    }

    private func write(_ lists: [String: [Double]]) throws {
        let text = lists.map { url, hours in
            #""\#(url)":[\#(hours.map { record($0) }.joined(separator: ","))]"#
        }
        try fixture.folder.write("pmon.json", "{\(text.joined(separator: ","))}")
    }

    private func instant(now: Double, journal hours: [Double] = []) throws -> Double? {
        try instant(now: now, journal: hours.map { record($0) })
    }

    /// The instant that age counts from, in hours from the present.
    private func instant(now: Double, journal records: [String]) throws -> Double? {
        let paths = try fixture.settings().paths
        let journal = try Journal(paths)
        try journal.empty()
        var lines: [UInt8] = []
        for record in records {
            Array(record.utf8).withUnsafeBytes { JournalLine.append($0, to: &lines) }
        }
        try journal.append(lines)
        let clock = try RetentionClock(
            WritableHistory(paths, journal: journal),
            now: Timestamp(seconds: seconds(now))
        )
        return clock.instant.map { (($0.seconds - Self.present) / Self.hour).rounded() }
    }
}
