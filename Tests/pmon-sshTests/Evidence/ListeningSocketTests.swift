// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ListeningSocketTests {
    @Test(arguments: [
        (
            "LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:((\"nginx\",pid=612,fd=6),(\"nginx\",pid=613,fd=6))",
            80, "'nginx' (612)"
        ),
        (
            "tcp   LISTEN 0 511 [::]:8080 [::]:* users:((\"java\",pid=4242,fd=9))", 8080,
            "'java' (4242)"
        ),
        ("LISTEN 0 5 127.0.0.53%lo:53 0.0.0.0:* users:((\"a b c\",pid=7,fd=3))", 53, "'a b c' (7)"),
        ("LISTEN 0 5 *:443 *:* users:((\"x\",pid=7,fd=3)) uid:33 ino:5 sk:1", 443, "'x' (7)"),
        ("tcp 0 0 0.0.0.0:80 0.0.0.0:* LISTEN 612/nginx: master", 80, "'nginx' (612)"),
        ("tcp6 0 0 :::8443 :::* LISTEN 4242/java", 8443, "'java' (4242)"),
        ("tcp 0 0 127.0.0.1:25 0.0.0.0:* LISTEN 0 4711 99/master", 25, "'master' (99)"),
        ("nginx 612 root 6u IPv4 12345 0t0 TCP *:80 (LISTEN)", 80, "'nginx' (612)"),
        ("java 4242 shop 9u IPv6 0xa1 0t0 TCP [::1]:8080 (LISTEN)", 8080, "'java' (4242)"),
        ("www nginx 612 6 tcp4 *:80 *:*", 80, "'nginx' (612)"),
    ])
    func `sockets with owners`(line: String, port: Int, owner: String) {
        let socket = ListeningSocket(Array(line.utf8))
        #expect(socket?.port == port)
        #expect(socket?.owner == owner)
    }

    @Test(arguments: [
        "State Recv-Q Send-Q Local Address:Port Peer Address:Port Process",
        "LISTEN 0 511 0.0.0.0:80 0.0.0.0:*", "tcp 0 0 0.0.0.0:80 0.0.0.0:* LISTEN -",
        "ESTAB 0 0 10.0.0.1:80 10.0.0.2:4242 users:((\"nginx\",pid=612,fd=6))",
        "tcp 0 0 10.0.0.1:80 10.0.0.2:4242 ESTABLISHED 612/nginx",
        "udp UNCONN 0 0 0.0.0.0:53 0.0.0.0:* users:((\"named\",pid=6,fd=6))",
        "nginx 612 root 6u IPv4 12345 0t0 TCP a:80->b:99 (ESTABLISHED)",
        "www nginx 612 6 tcp4 10.0.0.1:80 10.0.0.2:99", "www named 6 6 udp4 *:53 *:*",
        "root 612 0.0 0.1 1 2 ? S 10:00 0:00 run LISTEN 0 511 0.0.0.0:80", "",
        "LISTEN 0 5 0.0.0.0:80 0.0.0.0:* users:((\"nginx\",pid=x,fd=6))",
    ])
    func `other lines`(line: String) {
        #expect(ListeningSocket(Array(line.utf8)) == nil)
    }
}
