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
        #expect(Array(all.prefix(4)) == [.memory, .scan(0), .arguments, .processes])
        #expect(Array(all.suffix(2)) == [.fileSystem, .inodes])
        // Which processes exist is asked once a list has been made.
        #expect(Array(all[4...6]) == [.scan(1), .arguments, .processes])
        let codes = all.filter { $0 != .arguments && $0 != .processes }.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(!all.map(\.code).contains("z"))
    }
}
