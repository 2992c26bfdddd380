// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import Testing

@testable import pmon_mail

struct ReportBuilderTests {
    private func since(_ minute: Double, _ streak: Int = 3) -> JSONObject {
        [
            "since": .number(MailFixture.time(minute).number), "streak": .int(streak),
            "previous": .string("SUCCESS"),
        ]
    }

    @Test func `what is down comes with its facts, news first`() throws {
        var configuration = Configuration()
        var target = Target(key: "url.1", address: "http://user:secret@b/health")
        target.checks.name = "the b"
        configuration.targets = [target]
        var fields = since(10)
        fields["reason"] = .string("status")
        fields["message"] = .int(503)
        fields["failed"] = .strings(["status 503, expected 200-299"])
        fields["verdict"] = .string("/var is 100 % full")
        let told = NotificationState(
            at: MailFixture.time(5),
            scan: "whole",
            down: [CheckIdentity("http://a/x"): MailFixture.time(2)]
        )
        let report = try MailFixture.report(
            [
                MailFixture.record("http://a/x", .exceptionError, minute: 20, since(2)),
                MailFixture.record(
                    "http://user:***@b/health",
                    .applicationError,
                    minute: 20,
                    fields
                ),
                MailFixture.record("https://c/", minute: 20),
            ],
            configuration,
            told: told
        )
        // Severity comes first, then news.
        #expect(report.down.items.map(\.name) == ["a/x"])
        #expect(report.down.items.map(\.isFresh) == [false])
        #expect(report.errors.items.map(\.name) == ["the b"])
        #expect(report.freshCount == 1)
        let fault = report.errors.items[0]
        #expect(fault.address == "http://user:***@b/health")
        #expect(fault.message == "HTTP status 503, expected 200-299")
        #expect(fault.failed.isEmpty)
        #expect(fault.verdict == "/var is 100 % full")
        #expect(fault.start == MailFixture.time(10))
        #expect(report.ok == ["c"])
        #expect(report.okCount == 1)
        #expect(report.total == 3)
    }

    @Test func `a password of an older record's address stays out`() throws {
        let report = try MailFixture.report([
            MailFixture.record("http://user:canary@b/", .exceptionError)
        ])
        let text = String(
            decoding: TextPart.render(report) + HTMLPart.render(report),
            as: UTF8.self
        )
        #expect(!text.contains("canary"))
        #expect(text.contains("user:***@b"))
    }

    @Test(arguments: [
        "javascript:alert(1)", "ssh://host", "http://a/\u{7}", "data:text/html,x", "http://a/ b",
    ])
    func `only addresses of the web become links`(url: String) throws {
        let report = try MailFixture.report([MailFixture.record(url, .exceptionError)])
        #expect(report.down.items[0].link == "")
    }

    @Test func `warnings of healthy addresses are told`() throws {
        let report = try MailFixture.report([
            MailFixture.record(
                "http://a/",
                .success,
                ["warnings": .strings(["slow", "certificate"])]
            )
        ])
        #expect(report.warnings.items.map(\.texts) == [["slow", "certificate"]])
        #expect(report.okCount == 1)
    }

    @Test func `addresses that the newest scan left out are not counted as well`() throws {
        let report = try MailFixture.report([
            MailFixture.record("http://a/", minute: 5, of: 3),
            MailFixture.record("http://b/", minute: 0, of: 3),
        ])
        #expect(report.scan == .cutOff(got: 1, of: 3))
        #expect(report.unchecked.items.map(\.name) == ["b"])
        #expect(report.okCount == 1)
        #expect(report.total == 3)
    }

    @Test func `failures of one machine share what was found there`() throws {
        let records = (0..<9).map { number in
            let memory = number == 8 ? "MemFree: 2 kB" : "MemFree: 1 kB"
            return MailFixture.record(
                "http://machine/\(number)",
                .exceptionError,
                ["memory": .string(memory)]
            )
        }
        let report = try MailFixture.report(records)
        #expect(
            report.evidence.map(report.title) == [
                "machine/0, machine/1, machine/2, machine/3, machine/4, machine/5, machine/6, machine/7",
                "machine/8",
            ]
        )
    }

    @Test func `twenty healthy names are worth reading, more are not`() throws {
        let records = (0..<21).map { MailFixture.record("http://\($0)/") }
        #expect(try MailFixture.report(Array(records.dropLast())).ok.count == 20)
        let report = try MailFixture.report(records)
        #expect(report.ok.isEmpty && report.okCount == 21)
    }

    @Test(arguments: [1, 50, 300])
    func `however much is wrong, the HTML part stays below 90 KB and every address is counted`(
        count: Int
    ) throws {
        let hostile = String(repeating: "<&\"'>\u{7}ä", count: 80)
        let fields: JSONObject = [
            "message": .string(hostile), "verdict": .string(hostile),
            "failed": .strings([hostile, hostile + "2"]),
            "logs": .string(String(repeating: hostile + "\n", count: 50)),
            "memory": .string(hostile),
        ]
        let faults = (0..<count).map {
            MailFixture.record(
                "https://host-\($0).example.org/'\(hostile)",
                .exceptionError,
                fields
            )
        }
        let warned = (0..<count).map {
            MailFixture.record(
                "https://fine-\($0)/\(hostile)",
                .success,
                ["warnings": .strings([hostile, hostile])]
            )
        }
        let report = try MailFixture.report(faults + warned)
        #expect(report.down.count == count)
        #expect(report.warnings.count == count)
        let html = HTMLPart.render(report)
        #expect(html.count < 90_000)
    }

    @Test func `failures of one machine with one verdict are one fault of several checks`() throws {
        let verdicts = ["no line holds 'wildfly'", "no line holds 'wildfly'", "/ is full"]
        var records = verdicts.enumerated().map { number, verdict in
            MailFixture.record(
                "http://machine:80\(number)0/",
                .exceptionError,
                ["verdict": .string(verdict), "message": .string("\(number)")]
            )
        }
        // Another machine, another kind, and two that say the same without a verdict.
        records.append(
            MailFixture.record("http://other/", .exceptionError, ["verdict": .string(verdicts[0])])
        )
        records.append(
            MailFixture.record(
                "http://machine/app",
                .applicationError,
                ["verdict": .string(verdicts[0])]
            )
        )
        for name in ["x", "y"] {
            records.append(MailFixture.record("https://joe@plain/\(name)", .exceptionError))
        }
        let report = try MailFixture.report(records)
        #expect(
            report.down.items.map { $0.twins.names.count + 1 }.sorted() == [1, 1, 2, 2]
        )
        #expect(report.down.count == 6)
        #expect(report.errors.count == 1)
        let text = String(decoding: TextPart.render(report), as: UTF8.self)
        #expect(text.contains("✖ joe@plain/x and 1 more\n"))
        #expect(text.contains("also: joe@plain/y\n"))
    }

    @Test(arguments: [30, 60, 400])
    func `while there is room, each fault comes with its message and since when`(count: Int) throws
    {
        let records = (0..<count).map { number in
            MailFixture.record(
                "https://host-\(number).example.org/",
                .exceptionError,
                ["message": .string("refused by \(number)"), "reason": .string("connect")]
            )
        }
        let report = try MailFixture.report(records)
        #expect(report.down.count == count)
        #expect(report.down.items.count >= min(count, 40))
        #expect(report.down.items.count + report.down.briefs.count >= min(count, 90))
        let html = HTMLPart.render(report)
        #expect(html.count < 90_000)
        let text = String(decoding: TextPart.render(report), as: UTF8.self)
        #expect(text.split(separator: "connect: refused by ").count > min(count, 90))
    }

    @Test func `evidence without room is counted for all that are down`() throws {
        let records = (0..<500).map { number in
            MailFixture.record(
                "https://host-\(number).example.org/",
                .exceptionError,
                ["logs": .string(String(repeating: "line \(number)\n", count: 40))]
            )
        }
        let report = try MailFixture.report(records)
        #expect(!report.evidence.isEmpty)
        #expect(report.evidence.count + report.evidenceOmitted == 500)
        #expect(
            report.evidenceNote == "(evidence of \(report.evidenceOmitted) more addresses left out)"
        )
    }

    @Test func `full disks are one line, and expectations beyond some are counted`() throws {
        let disks =
            "/dev/a 1 1 0 100% /\n/dev/b 1 1 0 95% /var\n/dev/c 1 1 0 100% /srv\n/dev/d 1 1 0 9% /home"
        let failed = (0..<8).map { "header X-\($0) is missing" }
        let report = try MailFixture.report([
            MailFixture.record(
                "http://a/",
                .exceptionError,
                ["file.system": .string(disks), "failed": .strings(failed)]
            )
        ])
        let fault = report.down.items[0]
        #expect(fault.alarm == "disk full: / (100 %), /srv (100 %); nearly full: /var (95 %)")
        #expect(fault.failed.count == 6)
        #expect(fault.failed.last == "… and 3 more")
        #expect(
            report.evidence[0].blocks[0].lines == [
                "100 %  / (full)", "100 %  /srv (full)", " 95 %  /var (nearly full)",
                "  9 %  /home",
            ]
        )
    }

    @Test func `each check has a link to its page`() throws {
        var configuration = Configuration()
        configuration.email = EmailSettings()
        for (link, expected) in [
            ("https://s.example.org", "https://s.example.org/m/"),
            ("https://s.example.org/mon/", "https://s.example.org/mon/m/"),
            ("https://s.example.org/?q", nil), ("javascript:1", nil),
        ] {
            configuration.email?.link = link
            let report = try MailFixture.report(
                [MailFixture.record("http://a/", .exceptionError)],
                configuration
            )
            let page = expected.map { $0 + MonitorKey.of("http://a/") } ?? ""
            #expect(report.down.items[0].page == page)
            let html = String(decoding: HTMLPart.render(report), as: UTF8.self)
            #expect(html.contains("href=\"\(page)\"") == !page.isEmpty)
        }
    }

    @Test func `a reason that the message begins with is not said twice`() throws {
        for (message, cause) in [
            ("json status is 1", "json status is 1"), ("json: x", "json: x"), ("json", "json"),
            ("jsonish", "json: jsonish"),
        ] {
            let report = try MailFixture.report([
                MailFixture.record(
                    "http://a/",
                    .exceptionError,
                    ["reason": .string("json"), "message": .string(message)]
                )
            ])
            #expect(report.cause(report.down.items[0]) == cause)
        }
    }
}
