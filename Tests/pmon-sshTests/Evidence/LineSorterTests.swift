// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct LineSorterTests {
    /// A machine on which java (30) and a service of nginx (31) run; the visit is the shell 100 under the server 20.
    private static let processes = [
        "last 120", "1 (init) S 0 1 1 1", "7 (kworker/0:1) S 2 0 1 1", "20 (sshd) S 1 20 1 50",
        "30 (java) S 1 30 9 60", "31 (nginx) S 1 31 1 60", "90 (sshd) S 20 90 1 900",
        "100 (sh) S 90 100 1 910", "101 (sh) S 100 100 1 911", "110 (late) S 1 110 1 920",
        "40 (sshd-session) S 1 40 1 70",
    ]
    private static let arguments = [
        "1 root init", "20 root sshd: /usr/sbin/sshd -D [listener]",
        "30 tomcat /opt/bin/java -jar shop.jar",
        "31 www nginx: master process", "90 root sshd: tomcat [priv]", "100 tomcat /bin/sh -s x",
        "101 tomcat sleep 9", "105 tomcat ps -A", "110 root late --java",
        "40 root sshd-session: nginx [priv]",
    ]

    private func verdict(
        _ line: String,
        _ command: String,
        marker: String = "",
        header: String? = nil,
        others: [String] = arguments
    ) -> LineSorter.Verdict {
        var scan = ScanResult(markers: [marker])
        for line in [header, line].compactMap({ $0 }) { scan.take(Array(line.utf8)) }
        var view = ProcessView()
        view.takeOwn("shell 100 101 90")
        for line in others { view.takeArguments(Array(line.utf8)) }
        for line in Visited.view(Self.processes) { view.take(line) }
        view.finish()
        return LineSorter(scan.filters[0], of: scan, ListCommand(command), view).verdict(on: line)
    }

    private func isUnclear(_ verdict: LineSorter.Verdict) -> Bool {
        if case .unclear = verdict { true } else { false }
    }

    @Test(arguments: [
        "/opt/bin/java -jar shop.jar", "tomcat /opt/bin/java -jar shop.jar", "tomcat java",
        "java", "tomcat /opt/bin/java -jar", "shop.service /opt/bin/java -jar shop.jar",
    ])
    func `a line without a process id is tied to a process by its arguments or its name`(
        line: String
    ) {
        for command in ["ps -eo user,args | cat", "show-processes", "docker exec c ps -o args"] {
            #expect(verdict(line, command, marker: "java") == .running)
        }
    }

    @Test(arguments: [
        "grep java", "sed -n /java/p", "tomcat awk /java/", "sshd: tomcat@notty", "java running",
        "ok: java",
        "Welcome to java", "tomcat sleep 9", "late --java",
    ])
    func `one that no process explains is unclear`(line: String) {
        #expect(isUnclear(verdict(line, "show-processes", marker: "")))
        #expect(isUnclear(verdict(line, "p=java; ps -eo args | grep $p", marker: "")))
    }

    @Test(arguments: [
        "egrep perl", "grep -E perl", "tomcat grep -E perl", "tomcat ps", "tomcat sleep 9",
    ])
    func `a part of the command itself is own, where no other process holds the marker`(
        line: String
    ) {
        #expect(verdict(line, "ps -eo user,args | egrep perl", marker: "perl") == .own)
        #expect(isUnclear(verdict(line, "ps -eo user,args | egrep perl", marker: "")))
    }

    @Test func `services are believed, as they show no processes`() {
        #expect(verdict("active", "systemctl is-active java") == .running)
        #expect(verdict("c0ffee java Up 3 hours", "docker ps | grep java") == .running)
    }

    @Test func `what does not run is named by programs that know services as well`() {
        #expect(verdict("inactive", "systemctl is-active java", marker: "active") == .stopped)
        #expect(verdict("java Exited (1) 2 days ago", "docker ps -a", marker: "java") == .stopped)
        #expect(isUnclear(verdict("java STARTING", "supervisorctl status", marker: "java")))
    }

    @Test func `a socket is its owner's, or a service's where no owner is shown`() {
        let owned = "LISTEN 0 511 *:80 *:* users:((\"java\",pid=30,fd=6))"
        #expect(verdict(owned, "ss -ltnp", marker: ":80") == .running)
        #expect(verdict("LISTEN 0 511 *:80 *:*", "ss -ltn | grep :80", marker: ":80") == .running)
        let gone = "LISTEN 0 511 *:80 *:* users:((\"java\",pid=99999,fd=6))"
        #expect(isUnclear(verdict(gone, "ss -ltnp", marker: ":80")))
        #expect(isUnclear(verdict("ESTAB 0 0 10.0.0.1:22 10.0.0.2:5000", "ss -tn", marker: ":22")))
        #expect(isUnclear(verdict("LISTEN 0 511 *:80 *:*", "myscript", marker: ":80")))
    }

    @Test func `a process id counts only in a list of this machine`() {
        let header = "PID COMMAND"
        #expect(verdict("30 java -Dx", "ps ax", header: header) == .running)
        #expect(verdict("110 late", "ps ax", header: header) != .running)
        #expect(verdict("105 perl", "ps ax | perl", marker: "perl", header: header) == .own)
        // In a container, 7 and 31 are something else.
        for command in ["docker exec c ps", "docker exec c sh -c 'ps | grep x'", "ssh db2 ps"] {
            #expect(isUnclear(verdict("7 grep java", command)))
            #expect(isUnclear(verdict("31 grep java", command, header: header)))
            #expect(isUnclear(verdict("101 java -jar", command, header: header)))
            #expect(verdict("9 /opt/bin/java -jar shop.jar", command) == .running)
        }
    }

    @Test func `a connection whose server has ended is no service`() {
        let line = "40 root sshd-session: nginx [priv]"
        #expect(verdict(line, "ps ax", marker: "nginx", header: "PID USER COMMAND") == .own)
        #expect(verdict(line, "ps -eo pid,user,args | cat", marker: "sshd") == .own)
        #expect(verdict("sshd-session: nginx [priv]", "list", marker: "nginx") != .running)
        let server = "20 root sshd: /usr/sbin/sshd -D [listener]"
        #expect(verdict(server, "ps ax", marker: "sshd", header: "PID USER COMMAND") == .running)
    }

    @Test func `a number that is no process id does not tie`() {
        // The first word is the parent's.
        #expect(
            verdict("20 sshd: tomcat [priv]", "ps -eo ppid,args | grep tomcat", marker: "tomcat")
                != .running
        )
        #expect(verdict("20 sshd: /usr/sbin/sshd -D [listener]", "pgrep -af sshd") == .running)
        #expect(verdict("30 shop.jar", "jps -l", marker: "shop") == .running)
    }

    @Test func `what has ended leaves its line, and visits leave theirs`() {
        let header = "USER PID STAT COMMAND"
        #expect(verdict("tomcat 30 Z [java] <defunct>", "ps aux", header: header) == .ended)
        #expect(verdict("tomcat [java] <defunct>", "ps -eo user,args", marker: "tomcat") == .ended)
        #expect(verdict("tomcat [sh] <defunct>", "ps -eo user,args", marker: "tomcat") == .own)
        #expect(verdict("tomcat [sshd] <defunct>", "ps -eo user,args", marker: "sshd") == .ended)
    }

    @Test func `traces of other visits that are gone carry the account's name alone`() {
        let header = "USER PID STAT COMMAND"
        for line in [
            "tomcat 60 S sshd: tomcat@notty", "tomcat 61 S sleep 9",
            "root 62 S sshd: tomcat [priv]",
        ] {
            #expect(verdict(line, "ps aux", marker: "tomcat", header: header, others: []) == .own)
        }
        for line in ["tomcat 61 S java", "u 61 S grep tomcat"] {
            #expect(
                isUnclear(verdict(line, "ps aux", marker: "tomcat", header: header, others: []))
            )
        }
    }
}
