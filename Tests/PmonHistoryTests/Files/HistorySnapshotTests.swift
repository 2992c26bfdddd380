// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord
import PmonSystem
import TestSupport
import Testing

struct HistorySnapshotTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("pmon.json")
    }

    @Test func `missing files are an empty history`() throws {
        #expect(try records() == [])
    }

    @Test func `records of both files come in order of arrival, each once`() throws {
        try folder.write("pmon.json", "{\n\"a\": [\n{\"run\":1},\n{\"run\":2}\n]\n}\n")
        try journal([
            #"{"url":"b","run":1}"#, #"{"url":"a","run":2}"#, #"{"url":"a","run":3}"#,
            #"{"url":"b","run":1,"x":1}"#,
            #"{"url":"b","run":1,"target":"url.2"}"#, #"{"url":"b","run":1,"place":"x"}"#,
        ])
        #expect(
            try records() == [
                #"a {"run":1}"#, #"a {"run":2}"#, #"b {"run":1}"#, #"a {"run":3}"#,
                #"b {"run":1,"target":"url.2"}"#, #"b {"run":1,"place":"x"}"#,
            ]
        )
    }

    @Test func `without run, identical content is the same record`() throws {
        let old = #"{"time":"2026-11-22 17:23:49.000001","message":"OK"}"#
        try folder.write("pmon.json", "{\"a\":[\(old)]}")
        try journal([
            #"{"url":"a","message":"\u004fK","time":"2026-11-22 17:23:49.000001"}"#,
            #"{"url":"a","message":"KO","time":"2026-11-22 17:23:49.000001"}"#,
        ])
        #expect(
            try records() == [
                "a \(old)", #"a {"message":"KO","time":"2026-11-22 17:23:49.000001"}"#,
            ]
        )
    }

    @Test(arguments: [true, false])
    func `the last records of a list are found`(isCanonical: Bool) throws {
        let separator = isCanonical ? "\n" : " "
        let lines = (1...5).map { "{\"run\":\($0)}" }.joined(separator: ",\(separator)")
        try folder.write("pmon.json", "{\n\"a\": [\(separator)\(lines)\(separator)]\n}\n")
        let history = try HistorySnapshot(path)
        #expect(history.lists[0].isCanonical == isCanonical)
        for count in 0...7 {
            let last = history.lastRecords(count, of: history.lists[0])
                .map { String(decoding: $0, as: UTF8.self) }
            #expect(last == (1...5).map { "{\"run\":\($0)}" }.suffix(count))
        }
    }

    @Test func `a damaged data file is named with the byte`() throws {
        try folder.write("pmon.json", #"{"a":[{}"#)
        #expect(throws: ToolError(.data, "damaged data file: \(path): unexpected end at byte 8")) {
            try HistorySnapshot(path)
        }
    }

    private func records() throws -> [String] {
        var records: [String] = []
        try HistorySnapshot(path).forEachRecord { url, record in
            records.append("\(url.text) \(String(decoding: record, as: UTF8.self))")
        }
        return records
    }

    private func journal(_ records: [String]) throws {
        var bytes: [UInt8] = []
        for record in records {
            Array(record.utf8).withUnsafeBytes { JournalLine.append($0, to: &bytes) }
        }
        try folder.write("pmon.json.journal", bytes)
    }
}
