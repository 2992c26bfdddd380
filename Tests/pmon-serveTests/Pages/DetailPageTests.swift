// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct DetailPageTests {
    let folder = TestFolder()

    private func page(_ snapshot: Snapshot, _ index: Int, part: Int = 0) -> String {
        DetailPage(
            monitor: snapshot.monitors[index],
            context: Fixture.context(snapshot),
            range: .day,
            part: part
        ).html.text
    }

    @Test func `it tells state, message, uptime and runs`() throws {
        let snapshot = try Fixture.mixed(folder)
        let text = page(snapshot, 1)
        #expect(text.contains("<title>APP http://b.example.org/ · pmon test</title>"))
        #expect(text.contains("503 Service Unavailable"))
        #expect(text.contains("2 in all"))
        #expect(
            text.contains("href=\"http://b.example.org/\" rel=\"noopener noreferrer nofollow\"")
        )
        #expect(text.contains("watched for "))
    }

    @Test func `warnings of a good check are not called failures`() throws {
        let warning = ",\"warnings\":[\"slow\"]"
        func text(_ result: CheckResult) throws -> String {
            let record = Fixture.record(result, more: warning)
            let latest = Fixture.latestFile([("http://a/", record)])
            return page(try Fixture.snapshot(folder, latest: latest), 0)
        }
        #expect(try text(.success).contains("<h2>Warnings</h2><ul><li>slow</li>"))
        #expect(try text(.applicationError).contains("<h2>Not as expected</h2>"))
    }

    @Test func `its badge is its own`() throws {
        let snapshot = try Fixture.mixed(folder)
        let text = page(snapshot, 1)
        #expect(text.contains("http://localhost/badge/\(snapshot.monitors[1].key).svg"))
        #expect(!text.contains("/badge/all.svg"))
    }

    @Test func `runs come in pages`() throws {
        let records = (0..<130).map { Fixture.record(at: Fixture.now - 8000 + Double($0) * 60) }
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([("http://a/", records)])
        )
        #expect(page(snapshot, 0).contains("page=1#runs"))
        let last = page(snapshot, 0, part: 4)
        #expect(last.contains("page=3#runs") && !last.contains("page=5#runs"))
        #expect(last.components(between: "<tbody>", "</tbody>").split(separator: "<tr").count == 11)
        #expect(page(snapshot, 0, part: 99).contains("There are no more checks"))
    }
}

extension String {
    fileprivate func components(between start: String, _ end: String) -> Substring {
        guard let from = firstRange(of: start),
            let to = self[from.upperBound...].firstRange(of: end)
        else { return "" }
        return self[from.upperBound..<to.lowerBound]
    }
}
