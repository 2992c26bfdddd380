// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct PatternJudgeTests {
    private let judge: PatternJudge = {
        var shop = Target(key: "url.shop", address: "http://shop/")
        shop.checks.group = "Web"
        return PatternJudge([shop, Target(key: "url.box", address: "ssh://box")])
    }()

    @Test func `a missing key is an error, a glob without a target a warning`() throws {
        let list = try TargetPatterns("url.shop,URL.BOX,url.shp,url.none,sh?p,n*,Web,group:Mail")
        let verdict = judge.judge(list)
        #expect(
            verdict.errors == [
                "'url.shp' is not in [urls], did you mean url.shop?",
                "'url.none' is not in [urls]",
            ]
        )
        #expect(
            verdict.warnings == [
                "'n*' matches no target",
                "'Web' matches no target, did you mean group:Web?",
                "'group:Mail' matches no target",
            ]
        )
    }

    @Test func `a password in a pattern is not shown`() throws {
        let verdict = judge.judge(try TargetPatterns("http://u:geheim@h/"))
        #expect(verdict.warnings == ["'http://u:***@h/' matches no target"])
    }
}
