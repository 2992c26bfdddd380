// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import TestSupport
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

    @Test(arguments: NamelessChecks.all.indices, [false, true])
    func `runs without a target go on under the first name`(index: Int, inSteps: Bool) throws {
        let example = NamelessChecks.all[index]
        let records = example.records.enumerated().map { index, record in
            Fixture.record(
                at: Fixture.now + Double(index),
                more: NamelessChecks.members(record)
            )
        }
        var history = History()
        for count in (inSteps ? 1 : records.count)...records.count {
            try take(&history, Fixture.dataFile([("http://a/", Array(records.prefix(count)))]))
        }
        let checks = history.entries.filter { $0.runs.count > 0 }.map {
            NamelessChecks.text($0.name.target, $0.name.place, $0.runs.count)
        }
        #expect(checks.sorted() == example.checks)
    }

    @Test func `two threads take what one takes`() throws {
        let lists = (0..<9).map { number in
            let records = (0..<(number * 7 % 5)).map { index in
                Fixture.record(
                    index % 2 == 0 ? .exceptionError : .success,
                    at: Fixture.now - Double(100 - index),
                    more: ",\"logs\":\"x\""
                ).replacing("\"message\":\"OK\"", with: "\"message\":\"HTTP \(number + index)\"")
            }
            return ("http://\(number)/", records)
        }
        try folder.write("pmon.json", Fixture.dataFile(lists))
        let snapshot = try HistorySnapshot(folder.path + "/pmon.json")
        var one = History()
        one.take(snapshot, leastSize: .max)
        var two = History()
        try #require(History.half(of: snapshot.lists, leastSize: 0) != nil)
        two.take(snapshot, leastSize: 0)
        #expect(one.entries.map(\.url) == two.entries.map(\.url))
        #expect(one.entries.map(\.name) == two.entries.map(\.name))
        #expect(two.messages.texts.count > 5)
        for (first, second) in zip(one.entries, two.entries) {
            #expect(first.runs.at == second.runs.at)
            #expect(first.runs.states == second.runs.states)
            #expect(
                first.runs.messages.map { one.messages[$0] }
                    == second.runs.messages.map { two.messages[$0] }
            )
            #expect(first.proofs.proofs == second.proofs.proofs)
        }
        // What is known by then is found again.
        let counts = two.entries.map(\.runs.count)
        let more = lists.map { url, records in
            (
                url,
                records + [
                    Fixture.record(at: Fixture.now, more: ",\"target\":\"url.\(url.count)\"")
                ]
            )
        }
        try folder.write("pmon.json", Fixture.dataFile(more))
        two.take(try HistorySnapshot(folder.path + "/pmon.json"), leastSize: 0)
        var all = History()
        all.take(try HistorySnapshot(folder.path + "/pmon.json"), leastSize: .max)
        #expect(two.entries.filter { $0.runs.count > 0 }.count == lists.count)
        #expect(
            Set(two.entries.map { "\($0.url) \($0.name) \($0.runs.at)" })
                == Set(all.entries.map { "\($0.url) \($0.name) \($0.runs.at)" })
        )
        #expect(two.entries.map(\.runs.count) != counts)
        // An address that stands twice is taken by one.
        try folder.write("pmon.json", Fixture.dataFile(lists + [lists[1]]))
        let twice = try HistorySnapshot(folder.path + "/pmon.json")
        #expect(History.half(of: twice.lists, leastSize: 0) == nil)
    }

    @Test func `messages are shared`() throws {
        var history = History()
        let records = (0..<50).map { Fixture.record(at: Fixture.now - Double($0)) }
        try take(&history, Fixture.dataFile([("http://a/", records), ("http://b/", records)]))
        #expect(history.messages.texts == ["OK"])
    }
}
