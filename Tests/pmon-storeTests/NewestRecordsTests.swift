// SPDX-License-Identifier: MIT

import PmonConfig
import PmonHistory
import PmonRecord
import TestSupport
import Testing

@testable import pmon_store

struct NewestRecordsTests {
    private func place(_ entry: String, keep: Retention = .all) throws -> NewestRecords.Place {
        var newest = NewestRecords(monitor: "here")
        for record in [#"{"at":10}"#, #"{"at":30}"#, #"{"at":20}"#, #"{"at":4102444800}"#] {
            Array(record.utf8).withUnsafeBytes { newest.note($0, of: URLKey("a")) }
        }
        let folder = try TemporaryFolder()
        let latest = try LatestFile(try folder.write("latest", "{\(entry)}"))
        return newest.place(try #require(latest.entries.first), keep: keep)
    }

    @Test func `an entry is compared with the newest record that is not from the future`() throws {
        #expect(try place(#""a":{"at":30}"#) == .same)
        #expect(try place(#""a":{"at":20}"#) == .older)
        #expect(try place(#""a":{"at":40}"#) == .newer)
        #expect(try place(#""b":{"at":30}"#) == .newer)
        #expect(try place(#""a":{"at":4102444800}"#) == .same)
        #expect(try place(#""a":{"time":"x"}"#) == .same)
    }

    @Test func `an entry is older if one of its checks is`() throws {
        var newest = NewestRecords(monitor: "here")
        for record in [
            #"{"at":10,"target":"x"}"#, #"{"at":20,"target":"x"}"#, #"{"at":30,"target":"y"}"#,
        ] {
            Array(record.utf8).withUnsafeBytes { newest.note($0, of: URLKey("a")) }
        }
        let folder = try TemporaryFolder()
        for (x, y, wanted) in [
            (20, 30, NewestRecords.Place.same), (10, 30, .older), (20, 25, .older),
            (20, 40, .newer),
        ] {
            let checks = #"[{"at":\#(x),"target":"x"},{"at":\#(y),"target":"y"}]"#
            let text = #"{"a":{"at":\#(y),"target":"y","checks":\#(checks)}}"#
            let latest = try LatestFile(try folder.write("latest", text))
            #expect(newest.place(try #require(latest.entries.first), keep: .all) == wanted)
        }
    }

    @Test func `a check of another monitor counts where the history has records of that monitor`()
        throws
    {
        var newest = NewestRecords(monitor: "here")
        for record in [#"{"at":10}"#, #"{"at":20,"monitor":"fleet"}"#] {
            Array(record.utf8).withUnsafeBytes { newest.note($0, of: URLKey("a")) }
        }
        let folder = try TemporaryFolder()
        func place(_ text: String) throws -> NewestRecords.Place {
            let latest = try LatestFile(try folder.write("latest", "{\(text)}"))
            return newest.place(try #require(latest.entries.first), keep: .all)
        }
        #expect(try place(#""a":{"at":30,"monitor":"there"}"#) == .same)
        #expect(try place(#""b":{"at":30,"monitor":"there"}"#) == .same)
        #expect(try place(#""b":{"at":30,"monitor":"fleet"}"#) == .same)
        #expect(try place(#""a":{"at":30,"monitor":"fleet"}"#) == .newer)
        #expect(try place(#""a":{"at":30,"monitor":"here"}"#) == .newer)
        #expect(try place(#""b":{"at":30,"monitor":"here"}"#) == .newer)
        func checks(_ own: String) -> String {
            #""a":{"at":40,"checks":[{"at":40,"monitor":"there"},\#(own)]}"#
        }
        #expect(try place(checks(#"{"at":20}"#)) == .same)
        #expect(try place(checks(#"{"at":30}"#)) == .newer)
    }

    @Test func `what the history is known not to have is not newer, what it has later is`() throws {
        #expect(try place(#""a":{"at":40,"kept":false}"#) == .same)
        #expect(try place(#""b":{"at":40,"kept":false}"#) == .same)
        #expect(try place(#""a":{"at":20,"kept":false}"#) == .older)
        func checks(_ other: String) -> String {
            #""a":{"at":40,"checks":[{"at":40,"target":"x","kept":false},\#(other)]}"#
        }
        #expect(try place(checks(#"{"at":30}"#)) == .same)
        // The history has a later one of this check.
        #expect(try place(checks(#"{"at":20}"#)) == .older)
        #expect(try place(checks(#"{"at":35}"#)) == .newer)
        #expect(try place(checks(#"{"at":35,"kept":true}"#)) == .newer)
        #expect(try place(checks(#"{"at":35,"kept":"false"}"#)) == .newer)
    }

    @Test func `what retention has dropped may live on`() throws {
        #expect(try place(#""b":{"at":30}"#, keep: .count(1)) == .newer)
        #expect(try place(#""a":{"at":40}"#, keep: .count(4)) == .same)
        #expect(try place(#""a":{"at":40}"#, keep: .count(5)) == .newer)
        #expect(try place(#""b":{"at":30}"#, keep: .age(.seconds(86_400))) == .same)
        let now = Int(Timestamp.now().seconds)
        #expect(try place(#""b":{"at":\#(now)}"#, keep: .age(.seconds(86_400))) == .newer)
    }
}
