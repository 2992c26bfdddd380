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
        #expect(history.entries[0].taken == 3)
    }

    @Test func `records from the future are left out, and later ones are still found`() throws {
        var history = History()
        let ahead =
            String(Fixture.record(.exceptionError, at: Fixture.now + 900_000).dropLast())
            + ",\"clock\":\"ahead\"}"
        let records = (1...3).map { Fixture.record(at: Fixture.now - Double($0)) }
        try take(&history, "{\"http://a/\":[\(records[2]),\(ahead)],\"http://b/\":[\(ahead)]}")
        #expect(history.entries.map(\.runs.count) == [1, 0])
        try take(
            &history,
            "{\"http://a/\":[\(records[2]),\(ahead),\(records[1]),\(records[0])],\"http://b/\":[\(ahead)]}"
        )
        #expect(history.entries.map(\.runs.count) == [3, 0])
        #expect(history.entries[0].taken == 4)
    }

    @Test func `messages are shared`() throws {
        var history = History()
        let records = (0..<50).map { Fixture.record(at: Fixture.now - Double($0)) }
        try take(&history, Fixture.dataFile([("http://a/", records), ("http://b/", records)]))
        #expect(history.messages.texts == ["OK"])
    }
}
