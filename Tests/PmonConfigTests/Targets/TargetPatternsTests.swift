// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct TargetPatternsTests {
    @Test func `a list of patterns, with quotes around blanks and commas`() throws {
        let list = try TargetPatterns(#" url.1, "Web Shop",,group:"A, B" , x\ y"#)
        #expect(list.patterns.map(\.text) == ["url.1", "Web Shop", "group:A, B", #"x\ y"#])
        let both = TargetPatterns(joining: [list, try TargetPatterns("z")])
        #expect(both.patterns.count == 5)
        #expect(both.matches(TargetTraits(key: "url.z", url: "", checks: nil)))
        #expect(!list.matches(TargetTraits(key: "url.z", url: "", checks: nil)))
    }

    @Test func `blanks without quotes are refused, but not on a command line`() throws {
        #expect(throws: SettingProblem.self) { try TargetPatterns("a b") }
        #expect(throws: SettingProblem.self) { try TargetPatterns("a\u{a0}b") }
        #expect(try TargetPatterns("a b,c", blanks: .anywhere).patterns.count == 2)
    }

    @Test(arguments: ["", " ", ",", " , ,", #""""#, #"a,"""#])
    func `an empty list and an empty pattern are refused`(text: String) {
        #expect(throws: SettingProblem.self) { try TargetPatterns(text) }
    }
}
