// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonSystem
import TestSupport
import Testing

@testable import pmon_mail

struct NotificationFileTests {
    private var sample: NotificationFile {
        var told = NotificationFile()
        told.recipients["ops@example.org"] = NotificationState(
            at: MailFixture.time(3),
            scan: "cut-off",
            episode: MailFixture.time(1),
            down: [
                CheckIdentity("http://a/\"quoted\""): MailFixture.time(1),
                CheckIdentity("http://ä/"): MailFixture.time(2),
            ]
        )
        told.recipients["dev@example.org"] = NotificationState(
            at: MailFixture.time(2),
            scan: "whole"
        )
        for place in ["rome", "wien"] {
            let name = CheckName(target: Array("url.1".utf8), place: Array(place.utf8))
            let check = CheckIdentity(URLKey("http://c/"), name)
            told.recipients["ops@example.org"]?.down[check] = MailFixture.time(2)
            told.outages.restore(
                check,
                .init(
                    start: MailFixture.time(2),
                    began: MailFixture.time(2),
                    streak: 1,
                    seen: MailFixture.time(3)
                )
            )
        }
        told.outages.restore(
            CheckIdentity("http://a/"),
            .init(
                start: nil,
                runsBefore: 2,
                began: MailFixture.time(1),
                streak: 3,
                seen: MailFixture.time(2),
                end: MailFixture.time(2)
            )
        )
        return told
    }

    @Test func `what is written is read again, and the same is written the same`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("current.json.told")
        try sample.write(path)
        let read = try NotificationFile(reading: path)
        #expect(read == sample)
        #expect(read.bytes == sample.bytes)
        #expect(try folder.names() == ["current.json.told"])
        #expect(try JSONParser.parse(try folder.bytes("current.json.told")).object != nil)
    }

    @Test func `older versions find one entry an address, as they wrote it`() throws {
        let object = try #require(JSONParser.parse(sample.bytes).object)
        let recipient = object["recipients"]?.object?["ops@example.org"]?.object
        let down = try #require(recipient?["down"]?.object)
        #expect(down.members.map(\.key) == ["http://a/\"quoted\"", "http://c/", "http://ä/"])
        #expect(down.members.allSatisfy { $0.value.double != nil })
        #expect(object["outages"]?.object?["http://c/"]?.object?["streak"] == .int(1))
    }

    @Test func `a missing or empty file tells nothing`() throws {
        let folder = try TemporaryFolder()
        #expect(try NotificationFile(reading: folder.file("none")) == NotificationFile())
        #expect(try NotificationFile(reading: folder.write("empty", "\n")) == NotificationFile())
        #expect(try NotificationFile(reading: folder.write("object", "{}")) == NotificationFile())
    }

    @Test(arguments: ["{\"recipients\":", "[]", "x"])
    func `a damaged file is an error of data`(content: String) throws {
        let path = try TemporaryFolder().write("told", content)
        let folder = try TemporaryFolder()
        try folder.write("told", content)
        do throws(ToolError) {
            _ = try NotificationFile(reading: folder.file("told"))
            Issue.record("read, \(path)")
        } catch {
            #expect(error.status == .data)
        }
    }

    @Test func `entries of another shape are left out`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "told",
            #"{"recipients":{"a@b.org":{"at":"now"},"c@d.org":{"at":1}},"outages":{"u":1}}"#
        )
        let told = try NotificationFile(reading: path)
        #expect(told.recipients.keys.sorted() == ["c@d.org"])
        #expect(told.outages == OutageBook())
    }
}
