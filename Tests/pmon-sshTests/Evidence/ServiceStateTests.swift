// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ServiceStateTests {
    @Test(arguments: [
        ("systemctl", "inactive", "active"),
        ("systemctl", "  shop.service loaded failed failed Shop", "shop"),
        ("systemctl", "● shop.service not-found inactive dead shop.service", "shop.service"),
        ("docker", "3f2a shop:1 \"run\" 2 days ago Exited (137) 3 hours ago shop", "shop"),
        ("docker", "shop Up 2 hours (unhealthy)", "healthy"),
        ("supervisorctl", "shop                STOPPED   Not started", "shop"),
        ("supervisorctl", "shop:web  FATAL  Exited too quickly", "shop:web"),
        ("kubectl", "shop-7d9 0/1 CrashLoopBackOff 12 3h", "shop"),
        ("rc-service", " * status: stopped", "status"),
        ("rc-status", " shop  [  crashed  ]", "shop"),
        ("sv", "down: shop: 5s, normally up", "shop"), ("initctl", "shop stop/waiting", "shop"),
        ("pm2", "│ 0 │ shop │ fork │ errored │", "shop"), ("monit", "shop  Not running", "running"),
        ("launchctl", "-\t78\torg.example.shop", "shop"),
    ])
    func `a line of what does not run is no proof that it runs`(
        program: String,
        line: String,
        marker: String
    ) {
        #expect(ServiceState.isDown(line, program: program, marker: marker))
    }

    @Test(arguments: [
        ("systemctl", "active", "active"), ("systemctl", "inactive", "inactive"),
        ("systemctl", "shop.service loaded active running Handles failed orders", "shop"),
        ("docker", "3f2a shop:1 \"run\" Up 2 hours (healthy) shop", "healthy"),
        ("supervisorctl", "shop  RUNNING  pid 30, uptime 1:00:00", "shop"),
        ("supervisorctl", "shop  STOPPED", "STOPPED"),
        ("kubectl", "error-page-7d9 1/1 Running 0 3h", "error-page"),
        ("sv", "run: shop: (pid 3) 5s", "shop"),
        ("rc-service", " * status: started", "started"), ("cat", "not running: shop is up", "shop"),
        ("curl", "inactive", "active"), ("launchctl", "30\t0\torg.example.shop", "shop"),
    ])
    func `other lines count as they are`(program: String, line: String, marker: String) {
        #expect(!ServiceState.isDown(line, program: program, marker: marker))
    }
}
