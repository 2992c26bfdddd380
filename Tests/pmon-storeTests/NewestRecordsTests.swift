// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import TestSupport
import Testing

@testable import pmon_store

struct NewestRecordsTests {
    private func place(_ entry: String, keep: Retention = .all) throws -> NewestRecords.Place {
        var newest = NewestRecords()
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

    @Test func `what retention has dropped may live on`() throws {
        #expect(try place(#""b":{"at":30}"#, keep: .count(1)) == .newer)
        #expect(try place(#""a":{"at":40}"#, keep: .count(4)) == .same)
        #expect(try place(#""a":{"at":40}"#, keep: .count(5)) == .newer)
        #expect(try place(#""b":{"at":30}"#, keep: .age(.seconds(86_400))) == .same)
        let now = Int(Timestamp.now().seconds)
        #expect(try place(#""b":{"at":\#(now)}"#, keep: .age(.seconds(86_400))) == .newer)
    }
}
