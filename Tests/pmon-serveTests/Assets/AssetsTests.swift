// SPDX-License-Identifier: MIT

import NIOCore
import Testing

@testable import pmon_serve

struct AssetsTests {
    @Test func `style and script are small`() throws {
        let packed = try ["pmon.css", "pmon.js"].reduce(0) { sum, name in
            sum + (try #require(Assets.entity(name)?.gzip()).readableBytes)
        }
        #expect(packed <= 40 * 1024)
    }

    @Test func `they hold what a strict policy forbids nowhere`() {
        for word in [
            "innerHTML", "eval(", "new Function", "insertAdjacentHTML", "document.write", "http://",
            "https://",
        ] {
            #expect(
                !Assets.script.replacing("http://www.w3.org/2000/svg", with: "").contains(word),
                "\(word)"
            )
            #expect(!Assets.style.contains(word))
        }
    }

    @Test func `each state has its icon`() {
        #expect(
            Set(CheckState.allCases.map { Assets.icon($0).text }).count == CheckState.allCases.count
        )
        #expect(CheckState.allCases.allSatisfy { Assets.entity("icon-\($0.name).svg") != nil })
        #expect(Assets.entity("../page.css") == nil)
        #expect(Assets.entity("icon-down-3.svg")?.plain.readableBytes ?? 0 > 0)
        #expect(Assets.iconName(.down, failing: 500) == "icon-down-99.svg")
        #expect(Assets.iconName(.ok, failing: 1) == "icon-ok.svg")
        for name in ["icon-down-0.svg", "icon-ok-3.svg", "icon-down-03.svg", "icon-down-3.png"] {
            #expect(Assets.entity(name) == nil)
        }
    }
}
