// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct KernelFactsTests {
    private func alarms(_ log: [String], uptime: String = "100000.50 1.00") -> [String] {
        var facts = KernelFacts()
        facts.take(uptime)
        for line in log { facts.takeLog(Array(line.utf8)) }
        return facts.alarms
    }

    @Test func `ZFS' cache can be given back but for its minimum`() {
        var facts = KernelFacts()
        facts.take("size                            4    8589934592")
        facts.take("c_min                           4    1073741824")
        facts.take("oom_kill 3")
        #expect(facts.reclaimable == 7 * 1024 * 1024)
        #expect(KernelFacts().reclaimable == 0)
    }

    /// Lines as systemd 252 and 258 write them (src/oom/oomd-manager.c).
    @Test(arguments: [
        (
            "[99990.100000] db1 systemd-oomd[612]: Killed /system.slice/shop.service due to memory pressure for "
                + "/system.slice being 87.65% > 60.00% for > 30s with reclaim activity",
            "'shop.service' for lack of memory 10 s ago"
        ),
        (
            "[92700.0] db1 systemd-oomd[612]: Killed /user.slice/user-7.slice/user@7.service/app.slice/app-a.scope due to "
                + "memory used (16106127360) / total (16695238656) and swap used (1932735283) / total (2147479552) being more "
                + "than 90.00%", "'app-a.scope' for lack of memory 2 h ago"
        ),
        (
            "[99990.0] db1 systemd-oomd[612]: Marked /a.slice/b.service for killing due to memory pressure for /a.slice being "
                + "61.00% > 60.00% for > 20s with reclaim activity",
            "'b.service' for lack of memory 10 s ago"
        ),
    ])
    func `units that systemd-oomd has killed`(line: String, text: String) {
        #expect(alarms([line]) == ["systemd-oomd killed \(text)"])
        #expect(alarms([line], uptime: "200000.0 1.0") == [])
        let kill = "[99999.0] Killed process 7 (x) total-vm"
        #expect(alarms([kill, line]).count == 2)
    }

    @Test(arguments: [
        "[99990.0] db1 systemd-oomd[612]: Memory pressure high for /a due to memory pressure",
        "systemd-oomd[612]: Killed /a/b due to memory pressure for /a", "",
    ])
    func `other lines of systemd-oomd`(line: String) {
        #expect(alarms([line]) == [])
    }

    @Test(arguments: [
        (
            "[99990.5] Out of memory: Killed process 4242 (java) total-vm:1kB",
            "'java' (4242) for lack of memory 10 s ago"
        ),
        (
            "[ 90000.123456] Memory cgroup out of memory: Killed process 7 (my app)",
            "'my app' (7) for lack of memory within the limit of its control group 2 h ago"
        ),
        (
            "[99990.0] Killed process 9865, UID 0, (java) total-vm:1kB",
            "'java' (9865) for lack of memory 10 s ago"
        ),
        (
            "[99990.0] Killed process 12 ((sd-pam)) total-vm:1kB, anon-rss:1kB",
            "'(sd-pam)' (12) for lack of memory 10 s ago"
        ),
        (
            "[99990.0] Killed process 12 (a, b) c) total-vm:1kB",
            "'a, b) c' (12) for lack of memory 10 s ago"
        ),
        ("<3>[99990.0] Killed process 12 (x) total-vm", "'x' (12) for lack of memory 10 s ago"),
        (
            "[99990] pid 7 (pg), jid 0, uid 1, was killed: a thread waited too long to allocate a page",
            "'pg' (7) for lack of memory 10 s ago"
        ),
        (
            "[96400.000000] host kernel: Killed process 7 (x) total-vm",
            "'x' (7) for lack of memory 60 min ago"
        ),
        (
            "Nov 28 16:25:01 db1 kernel: [5.0] Killed process 9 (pg) total",
            "'pg' (9) for lack of memory: Nov 28 16:25:01 db1 kernel: [5.0] Killed process 9 (pg) total"
        ),
    ])
    func `a kill is named with its time`(line: String, text: String) {
        #expect(alarms([line]) == ["the kernel killed \(text)"])
    }

    @Test(arguments: [
        "[99990.0] pid 7 (cc), jid 0, uid 1, was killed: exceeded maximum CPU limit",
        "[99990.0] was killed: x[4242]: segfault at 0 ip 0 sp 0 error 4",
        "[99990.0] task was killed: memory", "",
    ])
    func `other lines are no kill for lack of memory`(line: String) {
        #expect(alarms([line]).isEmpty)
    }

    @Test func `a line without a date counts where it cannot be older than a day`() {
        let line = "pid 1234 (java), jid 0, uid 0, was killed: failed to reclaim memory"
        let text = "the kernel killed 'java' (1234) for lack of memory: \(line)"
        #expect(alarms([line], uptime: "3600.00 1.0") == [text])
        #expect(alarms([line], uptime: "100000.00 1.0").isEmpty)
        #expect(alarms([line], uptime: "") == [text + ", at some time since the machine's start"])
    }

    @Test func `only the newest of the last day counts`() {
        #expect(alarms(["[100.0] Killed process 1 (a)"], uptime: "100000.00 1.0").isEmpty)
        // A stamp of an earlier start.
        #expect(alarms(["[900.0] Killed process 1 (a)"], uptime: "100.00 1.0").isEmpty)
        #expect(
            alarms(["[99000.0] Killed process 1 (a)", "[99999.0] Killed process 2 (b)"]).first?
                .contains("'b'") == true
        )
        #expect(alarms([]).isEmpty)
    }
}
