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
        return SortedLines(scan.filters[0], of: scan, command, view)
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

    @Test func `in a container, process ids mean something else`() {
        let lines = ["PID COMMAND", "1 init", "105 java"]
        #expect(sorted(lines, command: "docker exec c ps").running.count == 3)
        // A whole list without the visit's shell is of another place, whatever brought it.
        #expect(sorted(lines, command: "my-wrapper").running.contains("105 java"))
        #expect(sorted(lines + ["100 sh"], command: "my-wrapper").own == 2)
        #expect(sorted(["105 java"], command: "sudo kubectl exec p -- ps").running == ["105 java"])
        #expect(sorted(["105 java"], command: "ps").own == 1)
    }

    @Test func `if the server's processes could not be followed, they are unclear`() {
        let line = "30 sshd: tomcat [priv]"
        #expect(sorted([line], command: "ps", own: "shell 100 101 90 ?").isUnclear)
        #expect(sorted([line], command: "ps").running == [line])
        #expect(sorted(["90 sshd: tomcat"], command: "ps").own == 1)
    }
}
