// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ArgumentTableTests {
    private func table(_ lines: [String], keeping extent: ArgumentTable.Extent = .telling)
        -> ArgumentTable
    {
        var table = ArgumentTable()
        for line in lines { _ = table.add(Array(line.utf8), keeping: extent) }
        return table
    }

    @Test func `each process has its user and its arguments with single blanks`() {
        let table = table(["  7 bob java  -jar   a", "1 root init", " 12 eve für x"])
        #expect(table.all.map(\.number) == [7, 1, 12])
        #expect(table[7]?.user == "bob" && table[7]?.text == "java -jar a")
        #expect(table[12]?.text == "für x")
        #expect(table[2] == nil && !table.isEmpty)
    }

    @Test(arguments: ["", "7", "7 bob", "x bob java", "99999999999 bob java"])
    func `anything else is no line of it`(line: String) {
        var table = ArgumentTable()
        #expect(table.add(Array(line.utf8), keeping: .all) == nil)
        #expect(table.isEmpty)
    }

    @Test func `of arguments as much is kept as is needed`() {
        let long = "7 bob java " + String(repeating: "x", count: 5000)
        #expect(table([long])[7]?.text.count == 1000)
        #expect(table([long], keeping: .all)[7]?.text.count == 5005)
        let short = table([long], keeping: .none)[7]
        #expect(short?.user == "bob" && short?.text.isEmpty == true)
    }
}
