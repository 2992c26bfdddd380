// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct GatheringTests {
    @Test func `each thing is asked for once`() {
        var gathering = Gathering()
        let search = Gathering.LogSearch(folder: "/var/log", pattern: "error", files: "*.log")
        let first = gathering.add(command: "ps aux", marker: "java", logSearch: search)
        let second = gathering.add(command: "ps aux", marker: "nginx", logSearch: search)
        let third = gathering.add(command: "ps -ef", marker: "java", logSearch: nil)
        let fourth = gathering.add(command: "ps aux", marker: "java", logSearch: nil)
        #expect(gathering.scans.map(\.command) == ["ps aux", "ps -ef"])
        #expect(gathering.scans[0].markers == ["java", "nginx"])
        #expect(gathering.logSearches == [search])
        #expect(first == Gathering.Share(scan: 0, marker: 0, logSearch: 0))
        #expect(second == Gathering.Share(scan: 0, marker: 1, logSearch: 0))
        #expect(third == Gathering.Share(scan: 1, marker: 0, logSearch: nil))
        #expect(fourth == Gathering.Share(scan: 0, marker: 0, logSearch: nil))
    }

    @Test(arguments: [nil, ""])
    func `no marker is no marker`(marker: String?) {
        var gathering = Gathering()
        #expect(gathering.add(command: "ps", marker: marker, logSearch: nil).marker == nil)
        #expect(gathering.scans[0].markers.isEmpty)
    }
}
