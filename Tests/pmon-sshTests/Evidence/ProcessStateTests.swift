// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessStateTests {
    private func state(
        _ lines: [String],
        status: Int?,
        errors: [String] = [],
        marker: Int? = 0,
        failure: VisitFailure? = nil,
        word: String = "java",
        command: String = "ps aux",
        view: [String] = ["last 60", "/proc/1", "/proc/2", "/proc/30", "/proc/51"]
    ) -> ProcessState {
        var gathering = Gathering()
        _ = gathering.add(command: command, marker: word, logSearch: nil)
        var gathered = Gathered(gathering)
        for line in lines { gathered.take(Array(line.utf8), of: .scan(0)) }
        for line in errors { gathered.takeError(Array(line.utf8), of: .scan(0)) }
        gathered.mark(.scan(0), status: status)
        for line in view { gathered.take(Array(line.utf8), of: .processes) }
        gathered.processes.takeOwn("shell 50 51 40")
        gathered.mark(.processes, status: 0)
        return ProcessState(
            gathered.scans[0],
            marker: marker,
            command: command,
            view: gathered.processes,
            failure: failure
        )
    }

    @Test func `a line with the marker is enough, even of a list that was cut`() {
        #expect(state(["1 java"], status: 0) == .found(lines: ["1 java"], count: 1))
        #expect(state(["1 java"], status: nil) == .found(lines: ["1 java"], count: 1))
        #expect(state(["1 java"], status: 127) == .found(lines: ["1 java"], count: 1))
    }

    @Test func `a whole list without the marker says that it is missing`() {
        #expect(state(["1 init"], status: 0) == .missing(own: 0))
        #expect(state([], status: 0) == .missing(own: 0))
        // grep and pgrep say in this way that nothing matches.
        #expect(state([], status: 1) == .missing(own: 0))
        #expect(state(["inactive"], status: 3) == .missing(own: 0))
    }

    @Test func `half a list or none says nothing`() {
        let cut = VisitFailure(.timeout, "no answer")
        #expect(state(["1 init"], status: nil, failure: cut) == .unknown("no answer"))
        #expect(
            state([], status: 127, errors: ["sh: ps: not found"])
                == .unknown("'ps aux' ended with status 127: sh: ps: not found")
        )
        #expect(state([], status: 2) == .unknown("'ps aux' ended with status 2"))
        // The complaint of a command that failed may well name what was looked for.
        #expect(
            state([], status: 1, errors: ["cannot connect to java"])
                == .unknown("'ps aux' ended with status 1: cannot connect to java")
        )
    }

    private static let header = "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"

    private func row(_ process: Int, _ command: String, state: String = "Ss") -> String {
        "tomcat \(process) 0.0 0.0 1 1 ? \(state) 10:00 0:00 \(command)"
    }

    @Test func `the visit's own processes do not count, with and without a header`() {
        let own = [
            row(40, "sshd: tomcat@notty"), row(50, "/bin/sh"), row(51, "/bin/sh"),
            row(55, "ps aux"),
        ]
        #expect(state([Self.header] + own, status: 0, word: "tomcat") == .missing(own: 4))
        #expect(
            state(own, status: 0, word: "tomcat", command: "ps aux | grep tom") == .missing(own: 4)
        )
        let real = row(30, "java -jar tomcat")
        #expect(
            state(own + [real], status: 0, word: "tomcat", command: "ps aux | cat")
                == .found(lines: [real], count: 1)
        )
        // busybox: the process id comes first.
        #expect(
            state(["55 tomcat 0:00 grep java"], status: 0, command: "ps | grep java")
                == .missing(own: 1)
        )
        // A process that has long been there and ended in this moment was seen to run.
        let ended = row(31, "java")
        #expect(state([Self.header, ended], status: 0) == .found(lines: [ended], count: 1))
    }

    @Test func `without process ids, what may be the visit's own carries no verdict`() {
        let command = "ps -eo args | grep 'java'"
        guard case .unknown(let reason) = state(["grep java"], status: 0, command: command) else {
            Issue.record("a verdict without evidence")
            return
        }
        #expect(reason.contains("may be pmon's own"))
        let both = state(["grep java", "/opt/java -jar"], status: 0, command: command)
        #expect(both == .found(lines: ["/opt/java -jar"], count: 1))
        let active = state(["active"], status: 0, word: "active", command: "systemctl is-active x")
        #expect(active == .found(lines: ["active"], count: 1))
    }

    @Test(arguments: [
        ["USER PID STAT COMMAND", "u 30 Z java"], ["PID S CMD", "30 Z+ [java]"],
        ["UID PID CMD", "u 30 [java] <defunct>"], ["UID PID PPID STAT TT CMD", "0 30 1 ZN - java"],
    ])
    func `a process in state Z does not run`(lines: [String]) {
        #expect(state(lines, status: 0) == .ended(lines: [lines[1]]))
        #expect(
            state(
                ["PID COMMAND", "30 java"],
                status: 0,
                view: ["last 60", "/proc/30", "/proc/30/status"]
            )
                == .ended(lines: ["30 java"])
        )
    }

    @Test func `a list of the own processes alone carries no verdict`() {
        let hidden = ["hidden", "last 60", "/proc/50", "/proc/51"]
        let list = [Self.header, row(50, "/bin/sh")]
        guard case .unknown(let reason) = state(list, status: 0, view: hidden) else {
            Issue.record("a verdict without evidence")
            return
        }
        #expect(reason == "the machine hides processes of other users from this one")
        // As with sudo: the list is whole.
        #expect(state(list + [row(1, "init")], status: 0, view: hidden) == .missing(own: 0))
        #expect(
            state(list + [row(9, "java")], status: 0, view: hidden)
                == .found(lines: [row(9, "java")], count: 1)
        )
    }

    @Test func `a list that failed within a pipe is none`() {
        #expect(
            state([], status: 0, errors: ["sh: 1: sudo: not found"], command: "sudo ps aux | cat")
                == .unknown("'sudo ps aux | cat' complains: sh: 1: sudo: not found")
        )
        // A warning beside a whole list is none of its faults.
        let list = [Self.header, row(1, "init")]
        #expect(
            state(list, status: 0, errors: ["sudo: unable to resolve host x"]) == .missing(own: 0)
        )
    }

    @Test func `letters that the list cannot show carry no verdict`() {
        let list = [Self.header, row(1, "init"), row(30, "/opt/f??r")]
        #expect(
            state(list, status: 0, word: "für")
                == .unknown("the process list shows '?' in place of letters")
        )
    }

    @Test func `without a marker nothing is asked`() {
        #expect(state(["1 init"], status: 0, marker: nil) == .notAsked)
    }
}
