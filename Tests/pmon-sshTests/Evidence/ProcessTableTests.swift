// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessTableTests {
    @Test func `processes are found by their numbers, in whatever order they came`() {
        var table = ProcessTable()
        let numbers = [1, 100, 1000, 20, 3, 999]
        for line in Visited.view(numbers.map { "\($0) (p\($0)) S 1 1 1 9" }) {
            if let process = RunningProcess(stat: line) { table.add(process) }
        }
        table.sort()
        #expect(table.all.map(\.number) == numbers.sorted())
        for number in numbers { #expect(table[number]?.name == "p\(number)") }
        for number in [-1, 0, 2, 21, 998, 1001] { #expect(table[number] == nil) }
        #expect(ProcessTable()[1] == nil)
    }
}
