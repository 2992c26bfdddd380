// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct ProcessRowTests {
    private func read(_ line: String) -> ProcessRow? { ProcessRow(Array(line.utf8)) }

    private func line(_ name: String, user: String = "www-data", state: String = "Ss") -> String {
        "   1   77  1-02:03:04 \(name) \(user)  77  0.0 12.5 1 2 ? \(state) Nov28 0:01 a  b "
    }

    private func padded(_ name: String) -> String {
        name + String(repeating: " ", count: 26 - name.count)
    }

    @Test(arguments: ["sh", "(sd-pam)", "a b", "x 1 0.0 0.0", "root 7 0.1 0.2 9"])
    func `parent, group, age and name stand before what ps aux shows`(name: String) throws {
        let row = try #require(read(line(padded(name))))
        let expected = RunningProcess(
            number: 77,
            name: name,
            parent: 1,
            group: 77,
            start: -100 * 93784,
            hasEnded: false
        )
        #expect(row.process == expected)
        let shown = String(decoding: row.shown, as: UTF8.self)
        #expect(shown == "www-data  77  0.0 12.5 1 2 ? Ss Nov28 0:01 a  b ")
    }

    @Test func `letters that take other widths do not hide the user`() throws {
        for name in ["größe             ", "サービ    ", "ü 7 x 0.1  "] {
            let row = try #require(read(line(name)))
            #expect(row.process.number == 77)
            #expect(row.shown.starts(with: "www-data ".utf8))
        }
    }

    @Test func `a process that has ended is known by its state, unless other threads go on`() throws
    {
        let ended = try #require(read(line(padded("java <defunct>"), state: "Z+")))
        #expect(ended.process.hasEnded && ended.process.name == "java")
        #expect(try #require(read(line(padded("java"), state: "Zl"))).process.hasEnded == false)
        // While a process ends, its group is none.
        let ending = line(padded("sh"), state: "X").replacing("   1   77 ", with: "   0   -1 ")
        #expect(try #require(read(ending)).process.group == -1)
    }

    @Test(arguments: ["441077234-00:18:40", "49710-06:28:15", "99999999999999999999-00:00:00"])
    func `a process that began while ps ran is younger than all others`(age: String) throws {
        let young = line(padded("java")).replacing("1-02:03:04", with: age)
        #expect(try #require(read(young)).process.start > 0)
    }

    @Test(arguments: [
        "", "root 1 0.0 0.0 1 2 ? Ss Nov28 0:01 init", "1 1 x y", "1 1 00:01 sh",
        "1 1 00:01 sh                         ", "1 1 00:01 sh                         x 7",
        "1 1 00:01 ü ü ü", "PPID PGID ELAPSED NAME",
    ])
    func `any other line is none`(line: String) {
        #expect(read(line) == nil)
    }

    @Test func `this machine's ps shows all columns, and what ps aux shows`() throws {
        let arguments =
            ["-A", "-ww", "-o"] + ProcessRow.columns.split(separator: " ").map(String.init)
        let lines = try ChildProcess.run("ps", arguments).text.split(separator: "\n")
        let header = try #require(lines.first.flatMap { ProcessRow.shownHeader(Array($0.utf8)) })
        let aux = try ChildProcess.run("ps", ["aux"]).text.split(separator: "\n")[0]
        #expect(String(decoding: header, as: UTF8.self) == aux)
        let rows = lines.dropFirst().compactMap { read(String($0)) }
        #expect(rows.count == lines.count - 1)
        #expect(rows.contains { $0.process.number == 1 && $0.process.parent == 0 })
        #expect(rows.contains { $0.process.name == "ps" && $0.process.start > -500 })
    }
}
