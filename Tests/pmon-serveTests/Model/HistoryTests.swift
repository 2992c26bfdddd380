// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import Testing

@testable import pmon_serve

struct HistoryTests {
    let folder = TestFolder()

    private func take(_ history: inout History, _ text: String) throws {
        try folder.write("pmon.json", text)
        history.take(try HistorySnapshot(folder.path + "/pmon.json"))
        history.seal(expected: nil)
    }

    @Test func `an address that stands twice has all its checks`() throws {
        var history = History()
        let one = Fixture.record(at: Fixture.now - 60)
        let two = Fixture.record(.exceptionError, at: Fixture.now)
        try take(&history, "{\"http://a/\":[\(one)],\"http://a/\":[\(two)]}")
        #expect(history.entries.count == 1)
        #expect(history.entries[0].runs.count == 2)
    }

    @Test func `a record without result or time is left out, the others stay`() throws {
        var history = History()
        try take(&history, "{\"http://a/\":[{},\(Fixture.record()),{\"result\":\"SUCCESS\"}]}")
        #expect(history.entries[0].runs.count == 1)
    }

    @Test func `records from the future are left out, and later ones are still found`() throws {
        var history = History()
        let ahead =
            String(Fixture.record(.exceptionError, at: Fixture.now + 900_000).dropLast())
            + ",\"clock\":\"ahead\"}"
        let records = (1...3).map { Fixture.record(at: Fixture.now - Double($0)) }
        try take(&history, "{\"http://a/\":[\(records[2]),\(ahead)],\"http://b/\":[\(ahead)]}")
        #expect(history.entries.map(\.runs.count) == [1])
        try take(
            &history,
            "{\"http://a/\":[\(records[2]),\(ahead),\(records[1]),\(records[0])],\"http://b/\":[\(ahead)]}"
        )
        #expect(history.entries.map(\.runs.count) == [3])
    }

    private func record(_ target: String?, _ at: Double, place: String? = nil) -> String {
        let target = target.map { #","target":"\#($0)""# } ?? ""
        let place = place.map { #","place":"\#($0)""# } ?? ""
        return Fixture.record(at: Fixture.now + at, more: target + place)
    }

    @Test func `each target and place has its own runs, however they are spelled`() throws {
        var history = History()
        let records = [
            record("url.1", 1), record("url.2", 2), record("url.1", 3, place: "rome"),
            record("url.\\u0031", 4), record("url.2", 5),
        ]
        try take(&history, Fixture.dataFile([("http://a/", records)]))
        #expect(history.entries.map(\.runs.count) == [2, 2, 1])
        #expect(
            history.entries[2].name
                == CheckName(target: Array("url.1".utf8), place: Array("rome".utf8))
        )
        let more = records + [record("url.2", 6), record("url.3", 7)]
        try take(&history, Fixture.dataFile([("http://a/", more)]))
        #expect(history.entries.map(\.runs.count) == [2, 3, 1, 1])
        try take(&history, Fixture.dataFile([("http://a/", Array(more.suffix(2)))]))
        #expect(history.entries.map(\.runs.count) == [0, 1, 0, 1])
    }

    @Test func `runs without a target go on under the first name`() throws {
        var history = History()
        let old = [record(nil, 1), record(nil, 2), record(nil, 3, place: "rome")]
        try take(&history, Fixture.dataFile([("http://a/", old)]))
        #expect(history.entries.map(\.runs.count) == [2, 1])
        try take(&history, Fixture.dataFile([("http://a/", old + [record("url.1", 4)])]))
        #expect(
            history.entries.filter { $0.runs.count > 0 }.map(\.name) == [
                CheckName(target: Array("url.1".utf8))
            ]
        )
        #expect(history.entries[0].runs.count == 3)
    }

    @Test func `messages are shared`() throws {
        var history = History()
        let records = (0..<50).map { Fixture.record(at: Fixture.now - Double($0)) }
        try take(&history, Fixture.dataFile([("http://a/", records), ("http://b/", records)]))
        #expect(history.messages.texts == ["OK"])
    }
}
