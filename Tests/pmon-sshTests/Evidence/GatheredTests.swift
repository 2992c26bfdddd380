// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct GatheredTests {
    @Test func `each line goes to its section, and to every marker of a scan`() {
        var gathering = Gathering()
        _ = gathering.add(command: "ps", marker: "a", logSearch: nil)
        _ = gathering.add(command: "ps", marker: "b", logSearch: nil)
        var gathered = Gathered(gathering)
        gathered.take(Array("ab".utf8), of: .scan(0))
        gathered.take(Array("b".utf8), of: .scan(0))
        gathered.take(Array("motd".utf8), of: nil)
        #expect(gathered.scans.count == 1)
        #expect(gathered.scans[0].filters.map(\.count) == [1, 2])
        #expect(gathered.complaint.text == "motd")
        gathered.mark(.memory, status: nil)
        #expect(gathered.memory.hasBegun)
        #expect(gathered.memory.status == nil)
    }

    @Test func `what was decided once is what would be decided again`() {
        var gathering = Gathering()
        for marker in ["java", "perl"] {
            _ = gathering.add(command: "ps aux", marker: marker, logSearch: nil)
        }
        var gathered = Gathered(gathering)
        for line in Visited.list { gathered.take(Array(line.utf8), of: .scan(0)) }
        gathered.mark(.scan(0), status: 0)
        Visited.take(into: &gathered)
        let before = [nil, 0, 1].map { gathered.state(of: 0, marker: $0) }
        #expect(before == [.notAsked, .found(lines: ["30 java"], count: 1), .missing(own: 0)])
        gathered.settle()
        #expect(gathered.scans[0].filters.isEmpty && gathered.processes.processes.all.isEmpty)
        #expect([nil, 0, 1].map { gathered.state(of: 0, marker: $0) } == before)
    }
}
