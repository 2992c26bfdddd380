// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SectionTests {
    @Test func `what may hang comes last, and every section has a code of its own`() {
        var gathering = Gathering()
        for index in 0..<3 {
            let search = Gathering.LogSearch(folder: nil, pattern: "p\(index)", files: "*")
            _ = gathering.add(command: "ps \(index)", marker: "m", logSearch: search)
        }
        let all = Section.all(of: gathering)
        #expect(Array(all.prefix(2)) == [.memory, .scan(0)])
        #expect(Array(all.suffix(2)) == [.fileSystem, .inodes])
        // Which processes exist is asked once the lists have been made.
        #expect(all[4] == .processes)
        #expect(Set(all.map(\.code)).count == all.count)
        #expect(!all.map(\.code).contains("z"))
    }
}
