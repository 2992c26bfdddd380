// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct EntryTests {
    private func entry(_ json: String, url: URLKey? = nil) throws(RecordIntake.Problem) -> Entry {
        let bytes = Array(json.utf8)
        let result = bytes.withUnsafeBytes { bytes in
            Result<Entry, RecordIntake.Problem> { () throws(RecordIntake.Problem) in
                try Entry(RecordFields(bytes), url: url)
            }
        }
        return try result.get()
    }

    @Test func `a record of the older pmon is a full citizen`() throws {
        let json =
            #"{"message": 404, "result": "APPLICATION_ERROR", "time": "2026-11-22 17:23:51.181779"}"#
        let entry = try entry(json, url: URLKey("http://localhost/404"))
        #expect(entry.at == Timestamp(local: "2026-11-22 17:23:51.181779"))
        #expect(entry.since == entry.at)
        #expect(entry.streak == 1)
        #expect(entry.run == nil && entry.previous == nil)
        #expect(entry.isFailing)
        #expect(entry.order == entry.at.microseconds)
    }

    @Test func `what the store adds is read`() throws {
        let entry = try MailFixture.entry(
            MailFixture.record(
                "http://a/",
                minute: 5,
                of: 14,
                [
                    "since": .number(MailFixture.time(1).number), "streak": .int(4),
                    "previous": .string("EXCEPTION_ERROR"),
                ]
            )
        )
        #expect(entry.since == MailFixture.time(1))
        #expect(entry.streak == 4)
        #expect(entry.followsFailure)
        #expect(entry.of == 14)
        #expect(entry.order == MailFixture.time(5).microseconds)
        #expect(entry.bytes.isEmpty)
    }

    @Test func `faults and warnings keep their record`() throws {
        let fault = MailFixture.record("http://a/", .exceptionError)
        #expect(try MailFixture.entry(fault).bytes == fault.line())
        let warned = MailFixture.record("http://a/", .success, ["warnings": .strings(["slow"])])
        #expect(try MailFixture.entry(warned).bytes == warned.line())
        #expect(
            try !MailFixture.entry(
                MailFixture.record("http://a/", .success, ["warnings": .strings([])])
            ).hasWarnings
        )
    }

    @Test(arguments: [
        (#"{"time":"2026-11-22 17:23:51","result":"SUCCESS","message":"OK"}"#, "url"),
        (#"{"url":"u","result":"SUCCESS","message":"OK"}"#, "time"),
        (#"{"url":"u","time":"soon","result":"SUCCESS","message":"OK"}"#, "time"),
        (#"{"url":"u","time":"2026-11-22 17:23:51","result":"FINE","message":"OK"}"#, "result"),
        (#"{"url":"u","time":"2026-11-22 17:23:51","result":"SUCCESS"}"#, "message"),
        (#"{"url":"u","time":"2026-11-22 17:23:51","result":"SUCCESS","message":[]}"#, "message"),
        (#"["url"]"#, "object"),
        (#"{"url":"u""#, "end"),
    ])
    func `what keeps a line from being a record is named`(json: String, word: String) {
        do throws(RecordIntake.Problem) {
            _ = try entry(json)
            Issue.record("taken")
        } catch {
            #expect(error.description.contains(word))
        }
    }
}
