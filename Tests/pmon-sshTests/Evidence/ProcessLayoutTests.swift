// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessLayoutTests {
    @Test(
        arguments: [
            ("USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND", 1, 7),
            ("UID          PID    PPID  C STIME TTY          TIME CMD", 1, nil),
            ("F S   UID     PID    PPID  C PRI  NI ADDR SZ WCHAN  TTY          TIME CMD", 3, 1),
            ("PID   USER     TIME  COMMAND", 0, nil), ("  PID USER       VSZ STAT COMMAND", 0, 3),
            (
                "USER               PID  %CPU %MEM      VSZ    RSS   TT  STAT STARTED      TIME COMMAND",
                1, 7
            ),
        ] as [(String, Int, Int?)]
    )
    func `headers of all systems are read`(header: String, process: Int, state: Int?) throws {
        let layout = try #require(ProcessLayout(header: Array(header.utf8)))
        #expect(layout.process == process)
        #expect(layout.state == state)
    }

    @Test(arguments: ["", "root 1 init", "java --PID 3", "PIDS", "PPID CMD"])
    func `other lines are no header`(line: String) {
        #expect(ProcessLayout(header: Array(line.utf8)) == nil)
    }

    @Test func `without a header the first word counts of which all are known and differ`() {
        var view = ProcessView()
        view.takeOwn("shell 900 901 890")
        let processes = [
            "last 950", "1 (init) S 0 1 1 1", "500 (java) S 1 1 1 2", "501 (java) S 1 1 1 2",
            "900 (sh) S 1 900 1 9",
        ]
        for line in Visited.view(processes) { view.take(line) }
        view.finish()
        #expect(ProcessLayout(of: ["u 500 0 java", "u 501 0 java"], in: view)?.process == 1)
        #expect(ProcessLayout(of: ["500 java", "940 grep java"], in: view)?.process == 0)
        #expect(
            ProcessLayout(of: ["0 1000 500 1 java", "0 1000 501 1 java"], in: view)?.process == 2
        )
        #expect(ProcessLayout(of: ["active"], in: view) == nil)
        #expect(ProcessLayout(of: ["port 77 open"], in: view) == nil)
        #expect(ProcessLayout(of: [], in: view) == nil)
    }

    @Test func `an argument Z is no state`() throws {
        let layout = try #require(ProcessLayout(header: Array("PID COMMAND STAT".utf8)))
        #expect(!layout.hasEnded("1 tar Zeppelin"))
        #expect(layout.hasEnded("1 tar Zs"))
        // The first thread has ended, others go on.
        #expect(!layout.hasEnded("1 tar Zsl <defunct>"))
        #expect(layout.process(in: "x y") == nil)
    }

    @Test func `the command is the last column, where the header says so`() throws {
        let header = Array("USER PID STAT COMMAND".utf8)
        let layout = try #require(ProcessLayout(header: header))
        #expect(layout.command(in: "tom  12 S /opt/java -jar  x") == "/opt/java -jar  x")
        #expect(layout.command(in: "tom 12 S") == nil)
        let other = try #require(ProcessLayout(header: Array("COMMAND PID".utf8)))
        #expect(other.command(in: "java 12") == nil)
    }
}
