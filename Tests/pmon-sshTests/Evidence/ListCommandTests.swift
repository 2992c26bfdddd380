// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ListCommandTests {
    @Test(arguments: [
        "ps aux", "ps -ef | grep java", "/bin/ps ax | egrep 'a|b' | grep -v grep", "sudo -n ps aux",
        "sudo -u tomcat ps -fu tomcat 2>/dev/null | cat", "LC_ALL=C ps aux",
        "timeout -s KILL 5 ps aux",
        "ps aux; ps -ef", "cd / && ps aux", "pgrep -af java", "ps aux | grep \"java$\" | head -n 5",
        "ps aux | awk '{ print $2, $11 }'", "ps aux 2>&1 | grep docker", "sleep 1; pstree -u",
    ])
    func `lists of this machine's processes`(text: String) {
        #expect(ListCommand(text).origin == .processes)
    }

    @Test(arguments: [
        "systemctl is-active x", "docker ps", "sudo docker ps | grep web", "kubectl get pods -A",
        "echo the marker", "cat /run/state | grep -v no", "curl -s http://localhost/health",
        "printf 'a b'", "systemctl status ssh", "sudo service shop status | grep run",
        "/etc/init.d/shop status", "rcctl check shop",
    ])
    func `programs that show no processes`(text: String) {
        #expect(ListCommand(text).origin == .services)
    }

    @Test(arguments: [
        "myscript java", "ssh db2 ps aux", "docker exec c ps aux", "docker top c",
        "/opt/init.d/shop status", "/etc/init.d/shop start", "service shop restart",
        "p=java; ps aux | grep $p", "ps aux | grep \"$p\"", "echo `ps`", "bash -lc 'ps aux'",
        "ps aux | xargs echo", "(ps aux)", "ps aux > /tmp/x; cat /tmp/x", "ps aux &",
        "cat /proc/1/cmdline",
        "if true; then ps; fi", "echo $(ps aux)", "docker ps; ps aux", "ps aux | grep 'open", "",
        "docker compose exec c ps", "sudo -u docker myscript", "! ps aux", "cat <(ps aux)",
    ])
    func `what proves nothing`(text: String) {
        #expect(ListCommand(text).origin == .other)
    }

    @Test(arguments: ["ss -ltnp", "netstat -ltn | grep :80", "sudo lsof -nP -i", "sockstat -l4"])
    func `lists of sockets`(text: String) {
        #expect(ListCommand(text).origin == .sockets)
    }

    @Test func `one command alone, and one without complaints`() {
        #expect(ListCommand("sudo ps aux").isSimple)
        #expect(!ListCommand("ps aux | cat").isSimple)
        #expect(!ListCommand("ps aux || ps").isSimple)
        #expect(ListCommand("ps aux 2>/dev/null | cat").isQuiet)
        #expect(ListCommand("$x 2>/dev/null").isQuiet)
        #expect(!ListCommand("ps aux").isQuiet)
        #expect(
            ListCommand("A=b sudo ps aux | grep 'a b'").programs == [
                ["ps", "aux"], ["grep", "a b"],
            ]
        )
    }

    @Test(arguments: [
        "ps aux | head -n 5", "ps aux | grep java | tail -1", "ps aux | sed 9q",
        "ps ax | sed -n 1,9p",
        "ps aux | sed '$d'", "ps aux | awk 'NR < 9'", "pstree -a",
    ])
    func `some lines are left out by their place`(text: String) {
        #expect(ListCommand(text).isCut)
    }

    @Test(arguments: [
        "ps aux", "ps aux | sed -n /java/p", "ps ax | awk '{ print $5 }'", "pgrep tail",
    ])
    func `none is left out by its place`(text: String) {
        #expect(!ListCommand(text).isCut)
    }
}
