// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonSystem
import TestSupport
import Testing

@testable import pmon_store

struct LatestUpdateTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
    }

    /// Whatever the order of arrival and however it is cut into runs, the entry is that of all records.
    @Test(arguments: 0..<24, [8 << 20, 1])
    func `the entry does not depend on the order of arrival`(order: Int, foldBelow: Int) throws {
        fixture.configuration.pmon.dataFold = foldBelow
        let records = [
            StoreFixture.record("a", 1), StoreFixture.record("a", 2, .exceptionError),
            StoreFixture.record("a", 3), StoreFixture.record("a", 4),
        ]
        for index in permutation(order) { try fixture.store([records[index]]) }
        for index in permutation(23 - order) { try fixture.store([records[index]]) }
        let latest = try #require(try fixture.latest("a"))
        #expect(latest["run"] == .int(4))
        #expect(latest["streak"] == .int(2))
        #expect(latest["since"]?.double == 3)
        #expect(latest["previous"] == .string("EXCEPTION_ERROR"))
    }

    /// However the records of two targets are cut into runs, each has its own streak, and the failing one stands on top.
    @Test(arguments: 0..<24)
    func `two targets of one address do not hide each other`(order: Int) throws {
        func record(_ target: String, _ run: Int, _ result: CheckResult) -> String {
            #"{"url":"a","time":"x","result":"\#(result.rawValue)","message":"OK","at":\#(run),"run":\#(run),"target":"\#(target)"}"#
        }
        let records = [
            record("url.1", 1, .exceptionError), record("url.2", 1, .success),
            record("url.1", 2, .exceptionError), record("url.2", 2, .success),
        ]
        for index in permutation(order) { try fixture.store([records[index]]) }
        let latest = try #require(try fixture.latest("a"))
        #expect(latest["target"] == .string("url.1"))
        #expect(latest["streak"] == .int(2))
        #expect(latest["previous"] == nil)
        let checks = try #require(latest["checks"]?.array).compactMap(\.object)
        #expect(checks.map { $0["target"] } == [.string("url.1"), .string("url.2")])
        #expect(checks.map { $0["streak"] } == [.int(2), .int(2)])
    }

    @Test func `an unchanged file is not written again`() throws {
        try fixture.store([StoreFixture.record("a", 1)])
        let stamp = FileStamp(path: fixture.folder.file("current.json"))
        try fixture.store([StoreFixture.record("a", 1)])
        #expect(FileStamp(path: fixture.folder.file("current.json")) == stamp)
    }

    @Test func `an older copy of the file is brought up to date`() throws {
        try fixture.store([StoreFixture.record("a", 1), StoreFixture.record("b", 1)])
        let old = try fixture.folder.bytes("current.json")
        try fixture.store([StoreFixture.record("a", 2), StoreFixture.record("b", 2)])
        try fixture.folder.write("current.json", old)
        try fixture.store([StoreFixture.record("a", 3)])
        #expect(try fixture.latest("a")?["streak"] == .int(3))
        #expect(try fixture.latest("b")?["streak"] == .int(2))
    }

    private func permutation(_ number: Int) -> [Int] {
        var rest = [0, 1, 2, 3]
        var number = number
        return (1...4).reversed().map { count in
            defer { number /= count }
            return rest.remove(at: number % count)
        }
    }
}
