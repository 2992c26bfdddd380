// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SocketOwnersTests {
    private func owners(_ line: String) -> SocketOwners {
        var view = ProcessView()
        view.takeOwn("shell 100 101")
        let processes = ["1 (init) S 0 1 1 1", "30 (nginx) S 1 30 1 2", "100 (sh) S 1 100 1 9"]
        for line in Visited.view(processes) { view.take(line) }
        for line in ["30 root nginx: master process /usr/sbin/nginx", "100 root /bin/sh"] {
            view.takeArguments(Array(line.utf8))
        }
        view.finish()
        return SocketOwners(of: line, in: view)
    }

    @Test(arguments: [
        "LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:((\"nginx\",pid=30,fd=6))",
        "tcp 0 0 0.0.0.0:80 0.0.0.0:* LISTEN 30/nginx: master",
        "tcp 0 0 :::80 :::* LISTEN 30/nginx",
        "nginx 30 root 6u IPv4 12345 0t0 TCP *:80 (LISTEN)", "root nginx 30 6 tcp4 *:80 *:*",
        "|-nginx(30)",
    ])
    func `name and number of a process`(line: String) {
        #expect(owners(line).processes.map(\.number) == [30])
    }

    @Test(arguments: [
        "LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:((\"apache2\",pid=30,fd=6))",
        "LISTEN 0 511 0.0.0.0:30 0.0.0.0:*", "tcp 0 0 0.0.0.0:80 0.0.0.0:* LISTEN -",
        "java 30 root 6u IPv4 12345 0t0 TCP *:80 (LISTEN)", "nginx 0 30",
    ])
    func `a number alone, or one of another process`(line: String) {
        #expect(owners(line).processes.isEmpty)
    }

    @Test func `sockets that listen, and whether the line says who owns them`() {
        #expect(owners("LISTEN 0 511 *:80 *:* users:((\"x\",pid=9,fd=6))").areShown)
        let bare = owners("tcp 0 0 0.0.0.0:80 0.0.0.0:* LISTEN -")
        #expect(bare.isListening && !bare.areShown)
        #expect(owners("udp 0 0 0.0.0.0:53 0.0.0.0:*").isListening)
        #expect(!owners("ESTAB 0 0 127.0.0.1:22 127.0.0.1:5000").isListening)
    }
}
