// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessStateTests {
    /// Of a connection that began at 900: its server's process 40, the shell 50, the watchdog 51.
    static let view = [
        "last 60", "1 (init) S 0 1 1 1", "2 (kthreadd) S 0 0 1 1", "9 (java) S 1 9 1 10",
        "30 (java) S 1 30 4 100", "40 (sshd) S 7 40 1 900", "50 (sh) S 40 50 1 910",
        "51 (sh) S 50 50 1 911",
    ]

    static let arguments = [
        "1 root init", "40 root sshd: tomcat@notty", "50 tomcat /bin/sh", "51 tomcat /bin/sh",
    ]

    func state(
        _ lines: [String],
        status: Int?,
        errors: [String] = [],
        marker: Int? = 0,
        failure: VisitFailure? = nil,
        word: String = "java",
        command: String = "ps aux",
        view: [String] = Self.view,
        arguments: [String] = []
    ) -> ProcessState {
        var gathering = Gathering()
        _ = gathering.add(command: command, marker: word, logSearch: nil)
        var gathered = Gathered(gathering)
        for line in lines { gathered.take(Array(line.utf8), of: .scan(0)) }
        for line in errors { gathered.takeError(Array(line.utf8), of: .scan(0)) }
        gathered.mark(.scan(0), status: status)
        for line in arguments { gathered.take(Array(line.utf8), of: .arguments) }
        for line in Visited.view(view) { gathered.take(Array(line.utf8), of: .processes) }
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

    @Test func `a line of a process is enough, even of a list that was cut`() {
        for status in [0, 127, nil] {
            #expect(
                state(["PID COMMAND", "30 java"], status: status)
                    == .found(lines: ["30 java"], count: 1)
            )
        }
    }

    @Test func `a whole list without the marker says that it is missing`() {
        #expect(state(["1 init"], status: 0) == .missing(own: 0))
        #expect(state([], status: 0) == .missing(own: 0))
        // grep and pgrep say in this way that nothing matches.
        #expect(state([], status: 1) == .missing(own: 0))
        let service = "systemctl is-active java"
        #expect(state(["inactive"], status: 3, command: service) == .missing(own: 0))
    }

    @Test func `half a list or none says nothing`() {
        let cut = VisitFailure(.timeout, "no answer")
        #expect(state(["1 init"], status: nil, failure: cut) == .unknown("no answer"))
        #expect(
            state([], status: 127, errors: ["sh: ps: not found"])
                == .unknown("'ps aux' ended with status 127: sh: ps: not found")
        )
        #expect(state([], status: 2) == .unknown("'ps aux' ended with status 2"))
        // Killed, after it had shown the first process.
        #expect(
            state([Self.header, row(1, "init")], status: 137, command: "timeout -s KILL 1 ps aux")
                == .unknown("'timeout -s KILL 1 ps aux' ended with status 137")
        )
        // The complaint of a command that failed may well name what was looked for.
        #expect(
            state([], status: 1, errors: ["cannot connect to java"])
                == .unknown("'ps aux' ended with status 1: cannot connect to java")
        )
    }

    static let header = "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND"

    func row(_ process: Int, _ command: String, state: String = "Ss") -> String {
        "tomcat \(process) 0.0 0.0 1 1 ? \(state) 10:00 0:00 \(command)"
    }

    @Test func `the visit's own processes do not count, with and without a header`() {
        let own = [
            row(40, "sshd: tomcat@notty"), row(50, "/bin/sh"), row(51, "/bin/sh"),
            row(55, "ps aux"),
        ]
        #expect(state([Self.header] + own, status: 0, word: "tomcat") == .missing(own: 4))
        #expect(
            state(
                own,
                status: 0,
                word: "tomcat",
                command: "ps aux | grep tom",
                arguments: Self.arguments
            ) == .missing(own: 4)
        )
        let real = row(30, "java -jar tomcat")
        #expect(
            state(
                own + [real],
                status: 0,
                word: "tomcat",
                command: "ps aux | cat",
                arguments: Self.arguments + ["30 tomcat java -jar tomcat"]
            )
                == .found(lines: [real], count: 1)
        )
        // busybox: the process id comes first.
        #expect(
            state(["55 tomcat 0:00 grep java"], status: 0, command: "ps | grep java")
                == .missing(own: 1)
        )
        // One that has ended in this moment, and is none of the command's.
        let ended = row(31, "java")
        #expect(
            state([Self.header, ended], status: 0)
                == .unknown("the only processes found ended while pmon looked at them")
        )
    }

    @Test func `without process ids, only the arguments of another process carry a verdict`() {
        let command = "ps -eo args | grep 'java'"
        let others = ["1 root init", "30 tomcat /opt/java -jar", "50 tomcat /bin/sh"]
        #expect(
            state(["grep java", "/opt/java -jar"], status: 0, command: command, arguments: others)
                == .found(lines: ["/opt/java -jar"], count: 1)
        )
        // Without it, all that is left is the command's own; a script may run anything.
        let rest = Array(others.prefix(1))
        #expect(
            state(["grep java"], status: 0, command: command, arguments: rest) == .missing(own: 1)
        )
        for other in ["p=java; ps -eo args | grep $p", "listprocs java", "ssh db2 ps -eo args"] {
            guard
                case .unknown(let reason) = state(
                    ["grep java"],
                    status: 0,
                    command: other,
                    arguments: rest
                )
            else {
                Issue.record("a verdict without evidence: \(other)")
                continue
            }
            #expect(reason.contains("may be pmon's own"))
        }
        let active = state(["active"], status: 0, word: "active", command: "systemctl is-active x")
        #expect(active == .found(lines: ["active"], count: 1))
        let dead = state(["inactive"], status: 3, word: "active", command: "systemctl is-active x")
        #expect(dead == .stopped(lines: ["inactive"]))
        let starting = state(
            ["shop STARTING"],
            status: 0,
            word: "shop",
            command: "supervisorctl status"
        )
        #expect(starting != .stopped(lines: ["shop STARTING"]) && starting != .missing(own: 0))
        let muddled = state(
            ["reloading"],
            status: 0,
            word: "active",
            command: "systemctl is-active x"
        )
        guard case .unknown = muddled else {
            Issue.record("\(muddled)")
            return
        }
        let all = "sudo /usr/bin/supervisorctl status | grep shop"
        #expect(
            state(["shop FATAL", "shop2 RUNNING pid 7"], status: 0, word: "shop", command: all)
                == .found(lines: ["shop2 RUNNING pid 7"], count: 1)
        )
    }

    @Test func `a greeting before the list is no line of it`() {
        let command = "bash -lc 'ps aux'"
        let list = [Self.header, row(1, "init"), row(50, "/bin/sh")]
        #expect(state(["Welcome to java"] + list, status: 0, command: command) == .missing(own: 0))
        #expect(
            state(["Welcome to java"] + list + [row(30, "java")], status: 0, command: command)
                == .found(lines: [row(30, "java")], count: 1)
        )
    }

    @Test func `what a login brings along does not run by itself`() {
        let list = [
            Self.header, row(1, "init").replacing("tomcat", with: "root"), row(50, "/bin/sh"),
            row(30, "/lib/systemd/systemd --user"), row(31, "(sd-pam)"),
        ]
        let view = Self.view + ["31 ((sd-pam)) S 30 30 1 100", "32 (agent) S 30 30 1 905"]
        #expect(state(list, status: 0, word: "tomcat", view: view) == .missing(own: 3))
        guard case .unknown = state(list, status: 0, word: "systemd --user", view: view) else {
            Issue.record("a verdict without evidence")
            return
        }
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
                view: Self.view.map { $0.replacing("30 (java) S", with: "30 (java) Z") }
                    .map { $0.replacing(" 30 4 100", with: " 30 1 100") }
            )
                == .ended(lines: ["30 java"])
        )
    }

    @Test func `a list of the own processes alone carries no verdict`() {
        let hidden = ["hidden"] + Self.view.filter { !$0.hasPrefix("2 ") && !$0.hasPrefix("30 ") }
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
