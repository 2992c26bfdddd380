// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import Testing

@testable import pmon_ssh

struct OwnCheckTests {
    private let check = OwnCheck(
        target: "url.1",
        run: 42,
        begin: Timestamp(seconds: 1_795_000_000.5)
    )

    private func record(_ lines: [String], status: Int?, failure: VisitFailure? = nil) throws
        -> Record
    {
        let inventory = try Configurations.inventory(
            "[urls]\nurl.1 = ssh://u:pw@db1\n[remote]\nurl.1.process = java\n"
        )
        var gathered = Gathered(inventory.sites[0].gathering, failure: failure)
        for line in lines { gathered.take(Array(line.utf8), of: .scan(0)) }
        gathered.mark(.scan(0), status: status)
        Visited.take(into: &gathered)
        let entry = try #require(inventory.entries["url.1"])
        let evidence = Evidence(gathered, site: inventory.sites[0], entry: entry)
        var settings = PmonSettings()
        settings.place = "here"
        return check.record(entry, settings, evidence)
    }

    @Test func `a process that runs is a success`() throws {
        let record = try record(Visited.list, status: 0)
        #expect(record.seedProblem == nil)
        #expect(record.url == "ssh://u:***@db1")
        #expect(record.result == .success)
        #expect(record.message == .ok)
        #expect(record.reason == nil)
        #expect(record.run == 42)
        #expect(record.of == nil)
        #expect(record.target == "url.1")
        #expect(record.place == "here")
        #expect(record.at?.seconds == 1_795_000_000.5)
    }

    @Test func `a check within a maintenance window carries its name`() throws {
        // The check begins on 2026-11-18.
        let inventory = try Configurations.inventory(
            """
            [urls]
            url.1 = ssh://db1
            url.2 = ssh://db2
            [maintenance]
            move = 2026-11-18 00:00 .. 2026-11-18 24:00 UTC: url.1
            later = 2026-11-19 00:00 .. 2026-11-19 24:00 UTC: *
            """
        )
        let names = try ["url.1", "url.2"].map { key in
            let entry = try #require(inventory.entries[key])
            let failure = VisitFailure(.refused, "connection refused")
            return check.record(entry, PmonSettings(), failure)[.maintenance]?.string
        }
        #expect(names == ["move", nil])
    }

    @Test func `a process that does not run is a failure of the application`() throws {
        let record = try record(["1 init"], status: 0)
        #expect(record.result == .applicationError)
        #expect(record.reason == .process)
        #expect(record.message == .text("process 'java' is not running"))
    }

    @Test func `a machine that does not answer is a failure of the environment`() throws {
        let record = try record(
            [],
            status: nil,
            failure: VisitFailure(.refused, "connection refused")
        )
        #expect(record.result == .exceptionError)
        #expect(record.reason == .refused)
        #expect(record.message?.text.hasSuffix("u@db1: connection refused") == true)
    }

    @Test func `a list that cannot be had is no sign of a dead process`() throws {
        let record = try record(["sh: ps: not found"], status: 127)
        #expect(record.result == .exceptionError)
        #expect(record.reason == .protocolError)
    }

    @Test func `an address without a machine is malformed`() throws {
        let inventory = try Configurations.inventory("[urls]\nurl.1 = ssh://\n")
        let entry = try #require(inventory.entries["url.1"])
        let record = check.record(entry, PmonSettings(), VisitFailure(.name, "no machine"))
        #expect(record.reason == .url)
        #expect(record.seedProblem == nil)
    }
}
