// SPDX-License-Identifier: MIT

import Foundation
import PmonJSON
import TestSupport
import Testing

@testable import PmonRecord

struct RecordTests {
    static let seed: JSONObject = [
        "url": .string("http://localhost/"), "time": .string("2026-11-22 17:23:48.942493"),
        "result": .string("SUCCESS"), "message": .string("OK"),
    ]

    /// The records of a history by the older pmon, each with its `url` put in front.
    private func olderRecords() throws -> [Record] {
        let bytes = try ProjectFiles.bytes("Tests/Fixtures/original/pmon.json")
        let history = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [[String: Any]]]
        )
        return history.flatMap { url, records in
            records.map { fields in
                var record = Record(members: ["url": .string(url)])
                for (key, value) in fields { record.members[key] = Self.value(value) }
                return record
            }
        }
    }

    private static func value(_ value: Any) -> JSONValue {
        switch value {
        case let text as String: .string(text)
        case let number as Int: .int(number)
        case let items as [Any]: .array(items.map(Self.value))
        default: .null
        }
    }

    @Test func `records of the older pmon are full citizens`() throws {
        let records = try olderRecords()
        #expect(records.count == 8)
        for record in records {
            #expect(record.seedProblem == nil)
            #expect(record.at?.local == record.time)
            #expect(record.run == nil)
            #expect(record.result != nil)
        }
        #expect(records.contains { $0.message == .status(404) })
        #expect(records.contains { $0[.ssh]?.strings?.isEmpty == false })
        #expect(records.contains { $0[.fileSystem] == .null })
    }

    @Test func `what is set is read back, and stands in the line in that order`() {
        var record = Record()
        record.url = "http://localhost/"
        record.time = "2026-11-22 17:23:48.942493"
        record.result = .applicationError
        record.message = .status(404)
        record.at = Timestamp(microseconds: 1_764_000_000_000_001)
        record.run = 1_764_000_000_000
        record.of = 3
        record.target = "url.1"
        record.reason = .protocolError
        record.place = "here"
        #expect(record.result == .applicationError)
        #expect(record.message == .status(404))
        #expect(record.at?.microseconds == 1_764_000_000_000_001)
        #expect(record.run == 1_764_000_000_000)
        #expect(record.of == 3)
        #expect(record.target == "url.1")
        #expect(record.reason == .protocolError)
        #expect(record.place == "here")
        #expect(
            String(decoding: record.line(), as: UTF8.self) == """
                {"url":"http://localhost/","time":"2026-11-22 17:23:48.942493",\
                "result":"APPLICATION_ERROR","message":404,"at":1764000000.000001,\
                "run":1764000000000,"of":3,"target":"url.1","reason":"protocol","place":"here"}
                """
        )
    }

    @Test func `setting nil takes the member out`() {
        var record = Record(members: Self.seed)
        record.message = nil
        record.url = nil
        #expect(record.members.members.map(\.key) == ["time", "result"])
    }

    @Test func `an instant that is mistyped or not possible does not hide the time`() {
        var record = Record(members: Self.seed)
        let local = record.at
        #expect(local?.local == record.time)
        record[.at] = .string("soon")
        #expect(record.at == local)
        record[.at] = .number(JSONNumber(validated: "12.5"))
        #expect(record.at?.microseconds == 12_500_000)
        record[.at] = .number(JSONNumber(validated: "1e300"))
        #expect(record.at == local)
    }

    @Test func `a record without a readable time has no instant`() {
        var record = Record(members: Self.seed)
        record.time = "yesterday"
        #expect(record.at == nil)
        #expect(record.seedProblem == nil)
    }

    @Test func `a full seed is no problem, with a text or a status`() {
        var record = Record(members: Self.seed)
        #expect(record.seedProblem == nil)
        record.message = .status(500)
        #expect(record.seedProblem == nil)
    }

    @Test(arguments: [
        ("url", "a string"), ("time", "a string"),
        ("result", "SUCCESS, APPLICATION_ERROR, EXCEPTION_ERROR"),
        ("message", "a string or an integer"),
    ])
    func `a missing or mistyped seed field is named`(key: String, expected: String) {
        var record = Record(members: Self.seed)
        record.members[key] = nil
        #expect(record.seedProblem == "no \"\(key)\", expected \(expected)")
        let wrong: [JSONValue] = [
            .null, .bool(true), .array([]), .number(JSONNumber(validated: "1.5")),
        ]
        for value in wrong {
            record.members[key] = value
            #expect(record.seedProblem == "wrong \"\(key)\", expected \(expected)")
        }
    }

    @Test func `a result is one of the three, letter by letter`() {
        var record = Record(members: Self.seed)
        for text in ["success", "OK", "", "SUCCESS "] {
            record[.result] = .string(text)
            #expect(record.result == nil)
            #expect(record.seedProblem?.hasPrefix("wrong \"result\"") == true)
        }
    }

    @Test func `a message is shown as text`() {
        #expect(RecordMessage.ok.text == "OK")
        #expect(RecordMessage.status(404).text == "404")
    }
}
