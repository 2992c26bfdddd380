// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

extension ProcessStateTests {
    @Test func `numbers alone do not say that a process is missing which runs`() {
        let others = ["1 root init", "30 tomcat /opt/java -jar"]
        for (lines, command) in [
            (["30"], "pgrep -f java"), (["1"], "pgrep -fc java"), (["30 9"], "pidof java"),
            (["  PID", "   30"], "ps -C java -o pid"), (["1"], "ps -eo args | grep -c java"),
        ] {
            #expect(
                state(lines, status: 0, command: command, arguments: others)
                    == .unknown(
                        "'\(command)' prints numbers alone, while process 30, '/opt/java -jar' runs"
                    )
            )
        }
        let rest = Array(others.prefix(1))
        #expect(
            state(["0"], status: 1, command: "pgrep -fc java", arguments: rest) == .missing(own: 0)
        )
        #expect(state([], status: 1, command: "pgrep java", arguments: others) == .missing(own: 0))
    }

    @Test
    func `a list that is empty or cut off says nothing where another process holds the marker`() {
        let others = ["1 root init", "30 tomcat /opt/java -jar"]
        let cut = [Self.header, row(1, "init"), row(2, "[kthreadd]")]
        for (lines, command) in [
            ([], "nosuch ps aux 2>/dev/null | cat"), (cut, "ps aux | head -3"),
            (["done"], "nosuch ps aux | cat; echo done"),
        ] {
            #expect(
                state(lines, status: 0, command: command, arguments: others)
                    == .unknown("'\(command)' does not show process 30, '/opt/java -jar'")
            )
            #expect(
                state(lines, status: 0, word: "perl", command: "ps aux | cat", arguments: others)
                    == .missing(own: 0)
            )
        }
        // A list of some processes is what its command asked for.
        #expect(state([Self.header], status: 0, command: "ps -fu tomcat") == .missing(own: 0))
    }

    @Test func `a list that shows a program without its arguments does not say that it is missing`()
    {
        let others = ["1 root init", "30 tomcat /opt/java -jar shop.jar"]
        for (lines, command) in [
            (["COMMAND", "init", "java"], "ps -eo comm"),
            (["root init", "tomcat java"], "ps -eo user=,comm="),
            (["PID TTY TIME CMD", "30 ? 00:00 java"], "ps -C java"), (["30 java"], "pgrep -l java"),
            (["init", "/opt/java"], "ps -eo args | cut -d' ' -f1"),
            (
                [Self.header, row(1, "init"), row(30, "/opt/java -ja"), row(50, "/bin/sh")],
                "ps aux | cut -c1-40"
            ),
        ] {
            let text = "shows process 30, '/opt/java -jar shop.jar' without 'shop.jar'"
            #expect(
                state(lines, status: 0, word: "shop.jar", command: command, arguments: others)
                    == .unknown("'\(command)' \(text)")
            )
            let rest = Array(others.prefix(1))
            #expect(
                state(lines, status: 0, word: "shop.jar", command: command, arguments: rest)
                    == .missing(own: 0)
            )
        }
        // A list of other processes is what its command asked for.
        for (lines, command) in [
            ([Self.header, row(9, "cron")], "ps -fu cron"), (["9 cron"], "pgrep -l cron"),
            (["cron"], "ps -u cron -o comm="),
        ] {
            #expect(
                state(lines, status: 0, word: "shop.jar", command: command, arguments: others)
                    == .missing(own: 0)
            )
        }
        guard
            case .unknown = state(
                ["init-+-java"],
                status: 0,
                word: "shop.jar",
                command: "pstree",
                arguments: others
            )
        else {
            Issue.record("a verdict without evidence")
            return
        }
    }

    @Test func `a list with ancestors that lacks process 1 is none`() {
        #expect(state([Self.header, row(50, "/bin/sh")], status: 0) == .missing(own: 0))
        var gathering = Gathering()
        _ = gathering.add(command: "ps aux", marker: "java", logSearch: nil)
        var gathered = Gathered(gathering)
        let name = "sh" + String(repeating: " ", count: 25)
        let header = "PPID PGID ELAPSED NAME \(Self.header)"
        for line in [header, "40 50 00:01 \(name)\(row(50, "/bin/sh"))"] {
            gathered.take(Array(line.utf8), of: .scan(0))
        }
        gathered.mark(.scan(0), status: 0)
        #expect(gathered.state(of: 0, marker: 0) == .unknown("the process list lacks process 1"))
        gathered.take(Array("hidden".utf8), of: .processes)
        let reason = "the machine hides processes of other users from this one"
        #expect(gathered.state(of: 0, marker: 0) == .unknown(reason))
    }
}
