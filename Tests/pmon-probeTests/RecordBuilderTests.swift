// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_probe

struct RecordBuilderTests {
    private func record(
        _ outcome: CheckOutcome,
        target: ProbeTarget,
        scan: ScanIdentity,
        began: Timestamp
    ) throws -> Record {
        var line: [UInt8] = []
        RecordBuilder.append(outcome, target: target, scan: scan, began: began, to: &line)
        let object = try #require(try JSONParser.parse(line).object)
        return Record(members: object)
    }

    @Test func `what was not found out is left out`() throws {
        let target = try probeTarget("http://u:p@example.org/")
        let scan = ScanIdentity(count: nil, settings: PmonSettings())
        let record = try record(CheckOutcome(), target: target, scan: scan, began: .now())
        #expect(
            record.members.members.map(\.key) == [
                "url", "time", "result", "message", "at", "run", "monitor", "timing",
            ]
        )
        #expect(record.url == "http://u:***@example.org/")
        #expect(record.seedProblem == nil)
    }

    @Test func `all that can be found out has its key of the contract`() throws {
        var settings = PmonSettings()
        settings.place = "here"
        var outcome = CheckOutcome()
        outcome.verdicts = [
            ExpectationVerdict(reason: .status, isMet: false, sentence: "status 404")
        ]
        outcome.warnings = ["slow"]
        outcome.status = 404
        outcome.peer = "127.0.0.1"
        outcome.httpVersion = "1.1"
        outcome.size = 3
        outcome.isTruncated = true
        outcome.redirects = 1
        outcome.location = "http://example.org/x"
        outcome.attempts = 2
        outcome.addresses = AddressList(
            [
                AddressOutcome(
                    address: "127.0.0.1",
                    result: .success,
                    reason: nil,
                    message: .ok,
                    times: PhaseTimes()
                )
            ],
            summary: nil
        )
        outcome.steps = StepList(
            [StepOutcome(number: 1, url: "http://example.org/{id}", outcome: CheckOutcome())],
            failed: nil
        )
        outcome.certificate = CertificateSummary(
            expires: Timestamp(seconds: 1_893_456_000),
            subject: "CN = x",
            issuer: "CN = y"
        )
        outcome.answer = ServerAnswer(headers: ["A: b"], body: "c", isTruncated: true)
        let record = try record(
            outcome,
            target: try probeTarget(key: "url.1"),
            scan: ScanIdentity(count: 7, settings: settings),
            began: .now()
        )
        let keys = Set(record.members.members.map(\.key))
        let others: [RecordKey] = [
            .ssh, .fileSystem, .memory, .logs, .verdict, .since, .outage, .streak, .previous,
            .recent, .clock, .kept, .checks, .maintenance,
        ]
        #expect(keys == Set(RecordKey.allCases.filter { !others.contains($0) }.map(\.rawValue)))
        #expect(record.message == .status(404))
        #expect(record.of == 7)
    }

    @Test func `a check carries the first window in which it begins`() throws {
        let ini = """
            [urls]
            url.1 = http://a/
            url.2 = http://b/
            [maintenance]
            later = daily 02:30 1h UTC: *
            Big Move = daily 02:00 1h UTC: 1
            never = 2020-01-01 00:00 .. 2020-01-02 00:00: *
            """
        let folder = try TemporaryFolder()
        let configuration = try Configuration.load(try folder.write("pmon.ini", ini))
        let planner = CheckPlanner(configuration)
        let scan = ScanIdentity(count: 1, settings: PmonSettings())
        // 2026-12-05.
        for (minute, first, second) in [
            (119, nil, nil), (120, "Big Move", nil), (150, "later", "later"),
            (209, "later", "later"), (210, nil, nil),
        ] as [(Int64, String?, String?)] {
            let began = Timestamp(microseconds: (1_796_428_800 + minute * 60) * 1_000_000)
            for (target, name) in zip(configuration.targets, [first, second]) {
                let record = try record(
                    CheckOutcome(),
                    target: ProbeTarget(target, planner: planner),
                    scan: scan,
                    began: began
                )
                #expect(record[.maintenance]?.string == name)
            }
        }
    }

    @Test(arguments: [(100, true), (600, true), (999, true), (99, false), (1000, false)])
    func `a status of three digits stands in its field`(status: Int, isShown: Bool) throws {
        var outcome = CheckOutcome()
        outcome.status = status
        let scan = ScanIdentity(count: 1, settings: PmonSettings())
        let record = try record(
            outcome,
            target: try probeTarget(),
            scan: scan,
            began: .now()
        )
        #expect((record[.status] != nil) == isShown)
    }
}
