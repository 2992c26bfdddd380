// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ServiceReportTests {
    /// What each line of an output says, whether or not it holds the marker.
    private func states(
        _ command: String,
        _ lines: [String],
        status: Int? = 0,
        marker: String = "shop"
    ) -> [ServiceState?] {
        let report = ServiceReport(ListCommand(command), lines: lines, status: status)
        return lines.map { report.state(of: $0, marker: marker) }
    }

    @Test(arguments: [
        ("active", ServiceState.running), ("reloading", .running), ("inactive", .stopped),
        ("failed", .stopped), ("activating", .unclear), ("unknown", .unclear),
    ])
    func `one unit`(word: String, state: ServiceState) {
        #expect(states("systemctl is-active shop", [word], marker: "active") == [state])
    }

    @Test func `of two units one may run, and the output does not say which`() {
        let mixed = states("systemctl is-active shop mail", ["failed", "active"], marker: "active")
        #expect(mixed == [.unclear, .unclear])
        let asked = states("systemctl is-active shop", ["inactive"], marker: "inactive")
        #expect(asked == [.running])
    }

    @Test(arguments: [
        ("  shop.service loaded active running Handles failed orders", ServiceState.running),
        ("● shop.service not-found inactive dead shop.service", .stopped),
        ("  shop.service loaded failed failed Shop", .stopped),
        ("  shop.service loaded activating auto-restart Shop", .stopped),
        ("  shop.service loaded active exited Shop", .unclear),
        ("  shop.service", .unclear),
    ])
    func `a list of units`(line: String, state: ServiceState) {
        #expect(states("systemctl list-units --all", [line]) == [state])
    }

    @Test func `a unit's description is of one state as a whole`() {
        let command = "systemctl show -p Id,ActiveState shop"
        #expect(states(command, ["Id=shop", "ActiveState=inactive"]) == [.stopped, .stopped])
        #expect(states(command, ["Id=shop", "ActiveState=active"]) == [.running, .running])
        #expect(states("systemctl show -p Id shop", ["Id=shop"]) == [.unclear])
    }

    @Test func `systemctl status: the head is the unit's, all below is of processes and of a log`()
    {
        let lines = [
            "● shop.service - The shop", "Active: active (running) since Mon",
            "Main PID: 30 (shop)",
            "CGroup: /system.slice/shop.service", "└─30 /usr/bin/shop",
            "Nov 02 host shop[30]: ready",
        ]
        #expect(
            states("systemctl status shop", lines) == [.running, .running, .running, nil, nil, nil]
        )
        let dead = [
            "○ shop.service - The shop", "Active: inactive (dead)", "Nov 02 host shop[30]: bye",
        ]
        #expect(states("systemctl status shop", dead, status: 3) == [.stopped, .stopped, .stopped])
        let done = ["● shop.service - The shop", "Active: active (exited) since Mon"]
        #expect(states("systemctl status shop", done) == [.unclear, .unclear])
        #expect(states("systemctl status shop", done, marker: "active (exited)")[1] == .running)
    }

    @Test(arguments: [
        ("service shop status", 0, ServiceState.running), ("/etc/init.d/shop status", 3, .stopped),
        ("sudo -n rc-service shop status", 1, .stopped), ("rcctl check shop", 1, .stopped),
    ])
    func `the status of a script of init counts before its words`(
        command: String,
        status: Int,
        state: ServiceState
    ) {
        #expect(states(command, ["shop"], status: status) == [state])
    }

    @Test func `what passes lines on has no words of its own`() {
        #expect(states("service shop status | cat", ["shop is not running"]) == [.stopped])
        #expect(states("cat /run/shop.state | cat", ["shop is not running"]) == [.running])
    }

    @Test func `a container's description, and that of a job of macOS`() {
        let lines = ["\"Running\": false,", "\"Name\": \"/shop\","]
        #expect(states("docker inspect shop", lines) == [.stopped, .stopped])
        let job = ["{", "\"Label\" = \"shop\";", "\"LastExitStatus\" = 0;"]
        #expect(states("launchctl list shop", job) == [.stopped, .stopped, .stopped])
        #expect(states("launchctl list shop", job + ["\"PID\" = 30;"])[1] == .running)
    }
}
