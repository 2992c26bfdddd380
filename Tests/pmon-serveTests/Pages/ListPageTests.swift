// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

@testable import pmon_serve

struct ListPageTests {
    let folder = TestFolder()
    static let hostile = #"<script>alert(1)</script>"'onmouseover='x"#

    @Test func `stored text never becomes markup`() throws {
        let escaped = Self.hostile.split(separator: "\"").joined(separator: "\\\"")
        let url = "javascript:\(escaped)"
        let record = Fixture.record(
            .exceptionError,
            message: "\"\(escaped)\"",
            more:
                ",\"ssh\":[\"\(escaped)\"],\"logs\":\"\(escaped)\",\"memory\":\"\(escaped)\",\"file.system\":\"\(escaped) 99% /x\",\"verdict\":\"\(escaped)\",\"warnings\":[\"\(escaped)\"],\"failed\":[\"\(escaped)\"]"
        )
        let snapshot = try Fixture.snapshot(
            folder,
            "[urls]\nurl.1 = http://a/\n[checks]\nurl.1.group = \(Self.hostile)\nurl.1.name = \(Self.hostile)\n",
            data: Fixture.dataFile([(url, [record])]),
            latest: Fixture.latestFile([(url, record)])
        )
        var context = Fixture.context(snapshot)
        context.job = ScanJob(id: "1", started: 0, notify: false, phase: .failed(Self.hostile))
        let monitor = try #require(snapshot.monitors.first { $0.url.hasPrefix("javascript:") })
        let pages = [
            ListPage.html(
                context,
                query: ListQuery(FormFields("q=\(FormFields.encode(Self.hostile))"))
            ),
            ListPage.html(context, query: ListQuery()),
            DetailPage(monitor: monitor, context: context, range: .all, part: 0).html,
            EvidenceView.page(monitor, proof: nil, context: context),
            AtomFeed(
                id: Self.hostile,
                title: Self.hostile,
                key: nil,
                incidents: snapshot.incidents,
                base: Self.hostile,
                changed: 0
            ).xml, Badge(monitor, state: .down).svg,
        ]
        for page in pages {
            #expect(!page.text.contains("<script>alert"))
            #expect(!page.text.contains("\"'onmouseover"))
            #expect(!page.text.contains("href=\"javascript:"))
        }
    }

    @Test func `a filter leaves rows out, and the count says so`() throws {
        let snapshot = try Fixture.mixed(folder)
        let page = ListPage.html(
            Fixture.context(snapshot),
            query: ListQuery(FormFields("state=failing"))
        ).text
        #expect(page.contains("http://c.example.org/"))
        #expect(!page.contains("http://a.example.org/"))
        #expect(page.contains("3 monitors, 2 shown"))
    }

    @Test func `a static page needs nothing of the server`() throws {
        var context = Fixture.context(try Fixture.mixed(folder))
        context.isStatic = true
        let page = ListPage.html(context, query: ListQuery()).text
        #expect(page.contains("<style>"))
        for part in ["href=\"/", "src=", "<form", "<script", "url("] {
            #expect(!page.contains(part))
        }
    }

    @Test func `a thousand monitors stay within their limits`() throws {
        let records = (0..<60).map { Fixture.record(at: Fixture.now - 3600 + Double($0) * 60) }
        let data = (0..<1000).map { ("http://host\($0).example.org/health", records) }
        let latest = data.map { ($0.0, records[59]) }
        let snapshot = try Fixture.snapshot(
            folder,
            data: Fixture.dataFile(data),
            latest: Fixture.latestFile(latest)
        )
        let page = ListPage.html(Fixture.context(snapshot), query: ListQuery())
        let elements = page.text.split(separator: "<").count { $0.first?.isLetter ?? false }
        #expect(elements <= 20_000)
        #expect((Gzip.compress(page.bytes)?.count ?? .max) <= 120 * 1024)
    }
}
