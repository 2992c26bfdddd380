// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct LayoutTests {
    let folder = TestFolder()

    private func page(_ change: (inout PageContext) -> Void) throws -> String {
        var context = Fixture.context(try Fixture.snapshot(folder))
        change(&context)
        return Layout.page(context, title: "T", state: .down, feed: "/feed.atom", body: "<p>b</p>")
            .text
    }

    @Test func `nothing in it is inline`() throws {
        let text = try page { _ in }
        #expect(!text.contains("style=") && !text.contains("<style") && !text.contains("onclick"))
        #expect(text.contains("<title>T · pmon test</title>"))
        #expect(text.contains("icon-down.svg"))
        #expect(!text.contains("http-equiv=\"refresh\""))
    }

    @Test func `a count stands before the name without a dot`() throws {
        let context = Fixture.context(try Fixture.snapshot(folder))
        let text = Layout.page(
            context,
            title: "(2 down)",
            state: .down,
            failing: 2,
            feed: "/feed.atom",
            body: ""
        ).text
        #expect(text.contains("<title>(2 down) pmon test</title>"))
        #expect(text.contains("icon-down-2.svg"))
    }

    @Test func `the footer leads to data, feed and badge, a static copy to none`() throws {
        let text = try page { $0.base = "https://h" }
        let footer = try #require(text.split(separator: "<footer>").last)
        for part in ["/api/v1/monitors", "/metrics", "/feed.atom", "https://h/badge/all.svg"] {
            #expect(footer.contains(part))
        }
        #expect(!(try page { $0.isStatic = true }).contains("href=\"/"))
    }

    @Test(arguments: [
        (0, "0 B"), (10_239, "10239 B"), (10_240, "10 KiB"), (12_336_519, "12 MiB"),
        (10_485_759, "10 MiB"), (5_000_000, "4883 KiB"),
    ])
    func `sizes have few digits`(bytes: Int, text: String) {
        #expect(Layout.size(bytes) == text)
    }

    @Test func `colours and a screen's refresh are asked for`() throws {
        let dark = try page { $0.theme = .dark }
        #expect(dark.contains("<html lang=\"en\" data-theme=\"dark\">"))
        let wall = try page { $0.refresh = 60 }
        #expect(wall.contains("<meta http-equiv=\"refresh\" content=\"60\">"))
    }
}
