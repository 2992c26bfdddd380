// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SortedLinesTests {
    @Test func `each line stands in one list, and those that were not kept are counted`() {
        var scan = ScanResult(markers: ["j"])
        let kept = MarkerFilter.mostLines
        scan.take(Array("PID STAT COMMAND".utf8))
        for line in ["30 S j", "31 Z [j] <defunct>", "100 S j", "77 S j"] {
            scan.take(Array(line.utf8))
        }
        for _ in 0..<kept { scan.take(Array("30 S j".utf8)) }
        var view = ProcessView()
        view.takeOwn("shell 100 101")
        let processes = [
            "1 (init) S 0 1 1 1", "30 (j) S 1 30 1 2", "31 (j) Z 1 31 1 2", "100 (sh) S 1 100 1 9",
        ]
        for line in Visited.view(processes) { view.take(line) }
        view.finish()
        let sorted = SortedLines(scan.filters[0], of: scan, ListCommand("ps ax"), view)
        #expect(sorted.running.count == kept - 3)
        #expect(sorted.ended == ["31 Z [j] <defunct>"])
        #expect(sorted.own == 1)
        #expect(sorted.unclear != nil)
        #expect(sorted.more == 4)
    }
}
