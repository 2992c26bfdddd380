// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct TextSectionTests {
    private func filled(_ keeping: TextSection.Keeping) -> TextSection {
        var section = TextSection(keeping: keeping)
        for number in 0..<5000 { section.take(Array("line \(number) of many".utf8)) }
        return section
    }

    @Test func `the first part is kept where the first part counts`() {
        let section = filled(.first)
        #expect(section.lines.first == "line 0 of many")
        #expect(section.text.utf8.count <= TextSection.limit)
        #expect(section.text.utf8.count > TextSection.limit - 100)
    }

    @Test func `the last part is kept where the last part counts`() {
        let section = filled(.last)
        #expect(section.lines.last == "line 4999 of many")
        #expect(section.text.utf8.count <= TextSection.limit)
    }

    @Test func `lines may be changed afterwards`() {
        var section = TextSection(keeping: .first)
        section.take(Array("a".utf8))
        section.status = 1
        let mapped = section.mapped { $0 + "b" }
        #expect(mapped.lines == ["ab"] && mapped.count == 1 && mapped.status == 1)
    }

    @Test func `empty lines are dropped and long ones cut`() {
        var section = TextSection(keeping: .first)
        section.take([])
        section.take([UInt8](repeating: 0x61, count: 5000))
        #expect(section.lines.count == 1)
        #expect(section.text.utf8.count == TextSection.lineLimit + 3)
    }
}
