// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct PastFailuresTests {
    let folder = TestFolder()

    private func section(_ count: Int, latestFails: Bool) throws -> String {
        let failures = (0..<count).map { index in
            Fixture.record(
                .applicationError,
                at: Fixture.now - 1000 + Double(index),
                message: "503",
                more: ",\"logs\":\"x\",\"verdict\":\"<full \(index)>\""
            )
        }
        let last = latestFails ? failures[count - 1] : Fixture.record()
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile([("http://a/", latestFails ? failures : failures + [last])]),
            latest: Fixture.latestFile([("http://a/", last)])
        )
        return PastFailures.section(
            snapshot.monitors[0],
            limit: PastFailures.few,
            context: Fixture.context(snapshot)
        ).text
    }

    @Test func `each has its verdict and the way to its evidence`() throws {
        let text = try section(2, latestFails: false)
        #expect(text.contains("503 Service Unavailable"))
        #expect(text.contains("/evidence?at=\(Fixture.now - 999)\">&lt;full 1&gt;</a>"))
        #expect(text.split(separator: "<tr class=\"app\">").count == 3)
        #expect(!text.contains("All 2"))
    }

    @Test func `the latest failure is not among the earlier ones`() throws {
        let text = try section(2, latestFails: true)
        #expect(text.contains("full 0") && !text.contains("full 1"))
        #expect(try section(1, latestFails: true) == "")
    }

    @Test func `many are a page of their own`() throws {
        let text = try section(30, latestFails: false)
        #expect(text.split(separator: "<tr class=\"app\">").count == PastFailures.few + 1)
        #expect(text.contains("All 30 with evidence"))
    }
}
