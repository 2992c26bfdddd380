// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SortedLinesTests {
    private func sorted(_ lines: [String], command: String, own: String = "shell 100 101 90")
        -> SortedLines
    {
        var scan = ScanResult(markers: [""])
        for line in lines { scan.take(Array(line.utf8)) }
        var view = ProcessView()
        view.takeOwn(own)
        for line in ["last 120", "/proc/1", "/proc/30", "/proc/31"] { view.take(line) }
        view.finish()
        return SortedLines(scan.filters[0], scan.layout, command, view)
    }

    @Test(arguments: [
        "sshd: tomcat@notty", "tomcat sshd-session: tomcat [priv]", "grep java", "u grep -E java",
        "/bin/sh",
        "sh -c ps -eo args | egrep 'java'",
    ])
    func `a line without a process id may be the visit's own`(line: String) {
        #expect(sorted([line], command: "ps -eo args | egrep 'java'").isUnclear)
    }

    @Test(arguments: ["/usr/bin/java -jar x", "active", "nginx: worker", "running"])
    func `another one is what it says`(line: String) {
        #expect(sorted([line], command: "check-state java").running == [line])
    }

    @Test func `if the server's processes could not be followed, they are unclear`() {
        let line = "30 sshd: tomcat [priv]"
        #expect(sorted([line], command: "ps", own: "shell 100 101 90 ?").isUnclear)
        #expect(sorted([line], command: "ps").running == [line])
        #expect(sorted(["90 sshd: tomcat"], command: "ps").own == 1)
    }
}
