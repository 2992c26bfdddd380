// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessViewTests {
    private func view(_ own: String, _ lines: [String], isFinished: Bool = true) -> ProcessView {
        var view = ProcessView()
        view.takeOwn(own)
        for line in Visited.view(lines) { view.take(line) }
        if isFinished { view.finish() }
        return view
    }

    /// A server 20 with its process 90 for a connection, the shell 100 and the watchdog 101.
    private static let visit = [
        "last 120", "1 (systemd) S 0 1 1 1", "20 (sshd) S 1 20 1 50", "90 (sshd) S 20 90 1 900",
        "100 (sh) S 90 100 1 910", "101 (sh) S 100 100 1 911",
    ]

    @Test func `the visit is the shell, its children and the server's part for the connection`() {
        let view = view(
            "shell 100 101 90",
            Self.visit + ["105 (setsid) S 101 105 1 920", "106 (sleep) S 105 105 1 921"]
        )
        for process in [90, 100, 101, 105, 106] { #expect(view.kind(of: process) == .own) }
        for process in [1, 20] { #expect(view.kind(of: process) == .running) }
        #expect(view.kind(of: 60) == .gone)
    }

    @Test func `what began after the connection is unclear, unless an older program started it`() {
        let view = view(
            "shell 100 101 90",
            Self.visit + [
                "30 (nginx) S 1 30 1 60", "110 (nginx) S 30 30 1 920", "111 (java) S 1 111 1 900",
                "112 (agent) S 20 112 1 930", "31 (java) S 1 31 1 899", "113 (sh) S 110 30 1 931",
            ]
        )
        #expect([30, 31, 110, 113].allSatisfy { view.kind(of: $0) == .running })
        #expect([111, 112].allSatisfy { view.kind(of: $0) == .unclear })
    }

    @Test func `other visits, connections and pmon's programs are no evidence`() {
        var view = ProcessView()
        view.takeOwn("shell 100 101 90")
        view.takeArguments(Array("70 bob  bash -c exec \(ProcessView.sign)".utf8))
        view.takeArguments(Array("71 bob grep java".utf8))
        let others = [
            "60 (sshd) S 20 60 1 700", "70 (bash) S 60 70 1 710", "71 (grep) S 70 70 1 711",
            "80 (sshd) S 20 80 1 100", "81 (sshd) S 80 80 1 101", "82 (bash) S 81 82 1 102",
            "85 (pmon-ssh) S 1 85 9 100",
        ]
        for line in Visited.view(Self.visit + others) { view.take(line) }
        view.finish()
        for process in [60, 70, 71, 80, 81, 85] { #expect(view.kind(of: process) == .own) }
        // What somebody runs who has logged in does run.
        #expect(view.kind(of: 82) == .running)
    }

    @Test func `a server that has just begun a connection in its own group is no part of it`() {
        var view = ProcessView()
        view.takeOwn("shell 100 101 90")
        view.takeArguments(Array("70 bob  bash -c exec \(ProcessView.sign)".utf8))
        let server = "20 (sshd) S 1 20 1 890"
        let connection = ["60 (sshd) S 20 20 1 905", "70 (bash) S 60 70 1 910"]
        let rest = Self.visit.filter { !$0.hasPrefix("20 ") }
        for line in Visited.view(rest + [server] + connection) { view.take(line) }
        view.finish()
        #expect(view.kind(of: 20) == .running)
        for process in [60, 70, 90] { #expect(view.kind(of: process) == .own) }
    }

    @Test func `the age of other visits' connections does not make a process unclear`() {
        var view = ProcessView()
        view.takeOwn("shell 100 101 90")
        view.takeArguments(Array("70 bob  bash -c exec \(ProcessView.sign)".utf8))
        let others = [
            "60 (sshd) S 20 60 1 700", "70 (bash) S 60 70 1 710", "75 (java) S 1 75 1 800",
        ]
        for line in Visited.view(Self.visit + others) { view.take(line) }
        view.finish()
        #expect(view.kind(of: 75) == .running)
    }

    @Test func `a user's manager that the login started belongs to it, with its services`() {
        let young = view(
            "shell 100 101 90",
            Self.visit + [
                "95 (systemd) S 1 95 1 905", "96 ((sd-pam)) S 95 95 1 906",
                "97 (dbus-daemon) S 95 97 1 907",
            ]
        )
        for process in [95, 96, 97] { #expect(young.kind(of: process) == .own) }
        let old = view(
            "shell 100 101 90",
            Self.visit + [
                "25 (systemd) S 1 25 1 60", "26 ((sd-pam)) S 25 25 1 61",
                "27 (java) S 25 27 1 62", "97 (java) S 25 97 1 907",
            ]
        )
        #expect(old.kind(of: 27) == .running)
        #expect(old.kind(of: 97) == .unclear)
    }

    @Test func `a connection that others use as well does not make all that is younger unclear`() {
        let view = view(
            "shell 100 101 90",
            [
                "last 120", "1 (systemd) S 0 1 1 1", "20 (sshd) S 1 20 1 50",
                "90 (sshd) S 20 90 1 900", "100 (sh) S 90 100 1 90000",
                "101 (sh) S 100 100 1 90001", "102 (java) S 1 102 1 50000",
            ]
        )
        #expect(view.kind(of: 102) == .running)
    }

    @Test func `numbers start again once they are used up`() {
        let view = view(
            "shell 32760 32761 5",
            ["last 20", "1 (init) S 0 1 1 1", "32760 (sh) S 1 32760 1 9"]
        )
        #expect(view.isNew(32765) && view.isNew(7))
        #expect(!view.isNew(4000))
    }

    @Test func `where others are hidden, or the processes did not come, nothing is certain`() {
        let hidden = view("shell 100 101 90", ["hidden"] + Self.visit)
        #expect(hidden.isHidden)
        #expect(hidden.kind(of: 105) == .unclear)
        let cut = view("shell 100 101 90", Self.visit, isFinished: false)
        #expect(cut.kind(of: 20) == .unclear)
        #expect(cut.kind(of: 90) == .own)
        // Processes without the visit's shell are not those of the machine.
        #expect(view("shell 100 101 90", ["1 (init) S 0 1 1 1"]).kind(of: 1) == .unclear)
    }

    @Test(arguments: 1...6)
    func `a list of processes that broke off is no list, wherever it did`(count: Int) {
        var view = ProcessView()
        view.takeOwn("shell 100 101 90")
        // As the kernel's folder shows them: 100 before 20.
        let lines = ["1 (init) S 0 1 1 1", "100 (sh) S 90 100 1 910"] + Self.visit
        for line in Visited.view(lines).prefix(count) { view.take(line) }
        view.finish()
        #expect(!view.isComplete)
        #expect(view.kind(of: 20) == .unclear && view.kind(of: 55) == .unclear)
        // The next one is.
        for line in Visited.view(Self.visit) { view.take(line) }
        view.finish()
        #expect(view.kind(of: 20) == .running && view.kind(of: 55) == .gone)
    }

    @Test func `processes are forgotten, and the visit's own are not`() {
        var view = view("shell 100 101 90", Self.visit + ["105 (sleep) S 101 105 1 920"])
        view.takeArguments(Array("20 root /usr/sbin/sshd".utf8))
        view.forget()
        #expect(view.arguments.isEmpty && view.processes.all.isEmpty && !view.isComplete)
        #expect(view.kind(of: 105) == .own && view.kind(of: 20) == .unclear)
    }

    @Test func `without proc, parents and groups say what is own, and not the server itself`() {
        let view = view(
            "shell 100 101",
            [
                "1 0 1 9-00:00:00 init", "20 1 20 05:00 /usr/sbin/sshd", "90 20 90 00:01 sshd",
                "95 90 90 00:01 sshd", "100 95 100 00:01 sh", "101 100 100 00:01 sh",
                "102 101 100 00:00 sleep", "110 100 100 00:00 ps",
                "200 20 200 03:00 java", "201 1 201 00:00 java",
            ]
        )
        for process in [90, 95, 100, 101, 102, 110] { #expect(view.kind(of: process) == .own) }
        for process in [1, 20, 200] { #expect(view.kind(of: process) == .running) }
        #expect(view.kind(of: 201) == .unclear)
    }

    @Test func `where the server cannot be followed, a login may have begun earlier`() {
        let lines = Self.visit.map { $0.replacing("S 20 90 1 900", with: "S 20 90 1 2000") }
            .map { $0.replacing("100 1 91", with: "100 1 201") }
        let young = "111 (java) S 1 111 1 1800"
        #expect(view("shell 100 101 90", lines + [young]).kind(of: 111) == .running)
        #expect(view("shell 100 101 90 ?", lines + [young]).kind(of: 111) == .unclear)
    }

    /// The view that a list with ancestors gives, whose lines are `NUMBER PARENT GROUP AGE NAME`.
    private func listed(_ own: String, _ lines: [String], last: Int? = 120) -> ProcessView {
        var view = ProcessView()
        view.takeOwn(own)
        var table = ProcessTable()
        for process in lines.compactMap(RunningProcess.init(list:)) { table.add(process) }
        view.take(table)
        if let last { view.take("/proc/loadavg:0.0 0.0 0.0 1/9 \(last)") }
        view.finish()
        return view
    }

    private static let listedVisit = [
        "1 0 1 9-00:00:00 init", "20 1 20 05:00 sshd", "90 20 90 00:02 sshd", "95 90 90 00:02 sshd",
        "100 95 100 00:01 sh", "101 100 100 00:01 sh",
    ]

    @Test func `in a list with ancestors, numbers decide between two of one second`() {
        let rows =
            Self.listedVisit + ["89 1 89 00:02 java", "91 1 91 00:02 java", "3 1 3 00:03 java"]
        let view = listed("shell 100 101 above", rows)
        for process in [90, 95, 100, 101] { #expect(view.kind(of: process) == .own) }
        for process in [1, 20, 89, 3] { #expect(view.kind(of: process) == .running) }
        #expect(view.kind(of: 91) == .unclear)
        // Numbers have begun again after 100.
        let wrapped = listed("shell 100 101 above", rows + ["7 1 7 00:02 late"], last: 8)
        #expect(wrapped.kind(of: 7) == .unclear && wrapped.kind(of: 89) == .running)
        // Without the newest number, nothing of that second is certain.
        let blind = listed("shell 100 101 above", rows, last: nil)
        #expect(blind.kind(of: 89) == .unclear && blind.kind(of: 3) == .running)
    }

    @Test func `a login shell that leads the group of the visit's shell has a server above it`() {
        let rows = [
            "1 0 1 9-00:00:00 init", "20 1 20 05:00 sshd", "90 20 90 00:02 sshd",
            "95 90 90 00:02 sshd", "99 95 99 00:01 fish", "100 99 99 00:01 sh",
        ]
        let view = listed("shell 100 101 above", rows)
        for process in [90, 95, 99, 100] { #expect(view.kind(of: process) == .own) }
        #expect(view.kind(of: 20) == .running)
        // Under dropbear, its part for the connection leads the group, and the server is above.
        let dropbear = listed(
            "shell 100 101",
            [
                "1 0 1 9-00:00:00 init", "20 1 20 05:00 dropbear", "95 20 95 00:02 dropbear",
                "100 95 95 00:01 sh",
            ]
        )
        #expect(dropbear.kind(of: 95) == .own && dropbear.kind(of: 20) == .running)
    }

    @Test func `where a list does not show what started the shell, a login may have begun earlier`()
    {
        let rows = ["1 0 1 9-00:00:00 init", "100 95 100 00:01 sh", "30 1 30 00:04 java"]
        #expect(listed("shell 100 101 above", rows).kind(of: 30) == .unclear)
        #expect(
            listed("shell 100 101 above", rows + ["95 9 95 00:01 sshd"]).kind(of: 30) == .running
        )
    }
}
