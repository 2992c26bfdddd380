// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessRowsTests {
    private static let header =
        "PPID PGID ELAPSED NAME                       USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"
    private static let plain = "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"

    private func row(_ number: Int, _ command: String) -> String {
        "1 \(number) 01:00 \(command)" + String(repeating: " ", count: 27 - command.count)
            + shown(number, command)
    }

    private func shown(_ number: Int, _ command: String) -> String {
        "u \(number) 0.0 0.0 1 2 ? S 10:00 0:00 \(command)"
    }

    private func take(_ lines: [String]) -> (rows: ProcessRows, scan: ScanResult) {
        var rows = ProcessRows()
        var scan = ScanResult(markers: ["java"])
        for line in lines { rows.take(Array(line.utf8), into: &scan) }
        return (rows, scan)
    }

    @Test func `the list is that of ps aux, and the processes come with it`() {
        let (rows, scan) = take([Self.header, row(1, "init"), row(30, "java"), ""])
        #expect(scan.hasInit && scan.showsAncestors)
        #expect(scan.layout == ProcessLayout(header: Array(Self.plain.utf8)))
        #expect(scan.filters[0].lines == [shown(30, "java")])
        #expect(rows.table?.all.map(\.number) == [1, 30])
    }

    @Test func `a list that broke off is followed by another one, which alone counts`() {
        let torn = "1 31 01:00 ja"
        let (rows, scan) = take([
            Self.header, row(30, "java"), torn, Self.plain, shown(1, "init"), shown(9, "sh"),
        ])
        #expect(rows.table == nil)
        #expect(!scan.showsAncestors && scan.hasInit && scan.lineCount == 3)
        #expect(scan.filters[0].lines.isEmpty)
    }

    @Test func `a line that cannot be read leaves no ancestors`() {
        #expect(take([Self.header, row(1, "init"), "x"]).rows.table == nil)
        #expect(take([Self.plain, shown(1, "init")]).rows.table == nil)
        #expect(take([]).rows.table == nil)
    }
}
