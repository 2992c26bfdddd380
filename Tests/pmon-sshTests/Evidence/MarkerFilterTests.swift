// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct MarkerFilterTests {
    private func lines(_ marker: String, _ lines: [String]) -> [String] {
        var filter = MarkerFilter(marker: marker)
        for line in lines { filter.take(Array(line.utf8)) }
        return filter.lines
    }

    @Test(arguments: [
        ("java", "java -jar x", true), ("java", "jav", false), ("java", "", false),
        ("java", "jajava", true), ("a.c", "abc", false), ("a.c", "xa.cx", true),
        ("[x]", "[x]", true),
        ("Java", "java", false), ("aab", "aaab", true), ("ü", "grün", true), ("a b", "a b", true),
    ])
    func `the marker is literal text`(marker: String, line: String, isFound: Bool) {
        #expect(lines(marker, [line]).count == (isFound ? 1 : 0))
    }

    @Test(arguments: [
        ("dienst-für-x", "1 /opt/dienst-f??r-x", true), ("für", "f?r", true),
        ("für", "f\\303\\274r", true), ("für", "fur", false), ("für", "f??", false),
        ("服务", "??????", true), ("plain", "pl?in", false),
    ])
    func `a list that cannot print letters may hold the marker all the same`(
        marker: String,
        line: String,
        isBlurred: Bool
    ) {
        var filter = MarkerFilter(marker: marker)
        filter.take(Array(line.utf8))
        #expect(filter.count == 0)
        #expect(filter.hasBlurred == isBlurred)
    }

    @Test func `the lines are bounded, and counted beyond`() {
        var filter = MarkerFilter(marker: "x")
        for _ in 0..<1500 { filter.take([UInt8](repeating: 0x78, count: 5000)) }
        #expect(filter.count == 1500)
        #expect(filter.lines.count == MarkerFilter.mostLines)
        #expect(filter.lines.allSatisfy { $0.utf8.count <= MarkerFilter.lineLimit + 3 })
    }
}
