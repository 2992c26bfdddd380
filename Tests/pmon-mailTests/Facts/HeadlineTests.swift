// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_mail

struct HeadlineTests {
    private func report(down: Int = 0, recovered: Int = 0, ok: Int = 12) -> Report {
        var report = Report()
        report.monitor = "isc_001"
        report.present = MailFixture.time(60)
        report.total = down + recovered + ok
        report.okCount = ok + recovered
        report.down.items = (0..<down).map { number in
            .init(
                name: "host-\(number).example.org",
                address: "",
                link: "",
                reason: "timeout",
                message: "",
                failed: [],
                verdict: "",
                start: MailFixture.time(37),
                isFresh: true,
                runs: 1
            )
        }
        report.recovered.items = (0..<recovered).map { number in
            .init(name: "well-\(number)", start: MailFixture.time(20), end: MailFixture.time(57))
        }
        return report
    }

    @Test func `the subject has what changes in brackets and what stays outside`() {
        #expect(
            Headline(report(down: 2, recovered: 1, ok: 11)).subject
                == "[2 down, 1 recovered of 14] pmon isc_001"
        )
        #expect(
            Headline(report(down: 1, ok: 13)).subject
                == "[1 down of 14: host-0.example.org] pmon isc_001"
        )
        #expect(
            Headline(report(recovered: 1, ok: 13)).subject
                == "[all 14 up, after 37 m, 1 recovered] pmon isc_001"
        )
        #expect(Headline(report(ok: 14)).subject == "[all 14 up] pmon isc_001")
    }

    @Test func `a reminder says how long it has lasted`() {
        var report = report(down: 2)
        report.isReminder = true
        #expect(Headline(report).subject == "[still 2 down of 14, 23 m] pmon isc_001")
        #expect(
            Headline(report).sentence.hasPrefix(
                "Still 2 down: host-0.example.org (timeout, 23 m), "
            )
        )
    }

    @Test func `a scan that is not whole is said first`() {
        var report = report(down: 1, ok: 8)
        report.total = 14
        report.scan = .cutOff(got: 9, of: 14)
        #expect(Headline(report).subject == "[CUT OFF: 9 of 14 checked, 1 down] pmon isc_001")
        #expect(Headline(report).scanSentence == "The scan was cut off: only 9 of 14 results came.")
        report.scan = .stale(since: MailFixture.time(70))
        #expect(
            Headline(report).subject
                == "[STALE since \(TimeWords.moment(MailFixture.time(70)).dropLast(3)), 1 down] pmon isc_001"
        )
        #expect(Headline(report).word == "stale")
        #expect(
            Headline(report).title
                == "No scan since \(TimeWords.moment(MailFixture.time(60)).dropLast(3))"
        )
        #expect(Headline(report).summary.last?.hasPrefix("1 down: ") == true)
        report.down = .init()
        #expect(Headline(report).lead == "8 of 14 up")
    }

    @Test func `the sentence begins with the verdict and names the worst`() {
        #expect(
            Headline(report(down: 1, recovered: 1, ok: 11)).sentence
                == "1 down: host-0.example.org (timeout, 23 m); 1 recovered: well-0 after 37 m. 12 OK."
        )
        #expect(
            Headline(report(down: 5, ok: 1)).sentence.contains("(timeout, 23 m) and 2 more. 1 OK.")
        )
        #expect(Headline(report(ok: 14)).sentence == "All 14 up.")
    }

    @Test func `warnings are counted where nothing is worse`() {
        var report = report(ok: 14)
        report.warnings.items = [.init(name: "a", texts: ["slow"])]
        #expect(Headline(report).subject == "[all 14 up, 1 warning] pmon isc_001")
        #expect(Headline(report).sentence == "All 14 up. 1 warning.")
        #expect(Headline(report).word == "ok")
    }

    @Test func `what fails but is not down yet is not called up`() {
        var report = report(ok: 13)
        report.total = 14
        report.pending.items = Array(self.report(down: 1).down.items)
        #expect(Headline(report).subject == "[1 failing of 14] pmon isc_001")
        #expect(Headline(report).sentence == "1 failing, not yet down. 13 OK.")
    }

    @Test(arguments: ["isc_001", "überwachung", String(repeating: "long", count: 15)])
    func `any subject has at most 70 characters`(monitor: String) {
        let names = [
            "api", "Köln", String(repeating: "x", count: 200), String(repeating: "ü", count: 200),
        ]
        for scan in [
            ScanState.whole, .cutOff(got: 99_999, of: 100_000), .stale(since: MailFixture.time(1)),
        ] {
            for (name, counts) in names.flatMap({ name in
                [(0, 0), (1, 0), (1, 1), (10_000, 10_000)].map { (name, $0) }
            }) {
                var report = report(down: counts.0, recovered: counts.1, ok: 10_000)
                report.scan = scan
                report.monitor = monitor
                report.pending.omitted = counts.1
                for index in report.down.items.indices { report.down.items[index].name = name }
                for isReminder in [false, true] {
                    report.isReminder = isReminder
                    let subject = Headline(report).subject
                    #expect(subject.count <= 70)
                }
            }
        }
    }

    @Test func `names keep their letters in a subject`() {
        var report = report(down: 1, ok: 13)
        report.down.items[0].name = "Köln"
        report.monitor = "Zürich"
        #expect(Headline(report).subject == "[1 down of 14: Köln] pmon Zürich")
    }

    @Test func `both kinds of what is down are counted, and those that share a fault with one`() {
        var report = report(down: 2, ok: 10)
        report.errors.items = self.report(down: 1).down.items
        report.errors.items[0].name = "shop"
        report.errors.items[0].twins.count = 2
        report.errors.folded = 2
        report.total = 15
        #expect(Headline(report).subject == "[2 down, 3 application errors of 15] pmon isc_001")
        #expect(
            Headline(report).sentence
                == "2 down, 3 application errors: host-0.example.org (timeout, 23 m), host-1.example.org (timeout, 23 m), shop and 2 like it (timeout, 23 m). 10 OK."
        )
        report.down = .init()
        #expect(Headline(report).lead == "3 application errors")
        #expect(Headline(report).word == "down")
    }

    @Test func `each recovery comes with its downtime`() {
        #expect(
            Headline(report(recovered: 4, ok: 1)).sentence
                == "All 5 up. 4 recovered: well-0 after 37 m, well-1 after 37 m, well-2 after 37 m and 1 more."
        )
    }
}
