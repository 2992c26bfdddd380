// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ServiceStateTests {
    @Test(arguments: [
        ("docker", "3f2a shop:1 \"run\" 2 days ago Exited (137) 3 hours ago shop", "shop"),
        ("docker", "shop Up 2 hours (unhealthy)", "healthy"),
        ("docker", "9c1b shop \"run\" 2 days ago Restarting (1) 5 seconds ago shop", "shop"),
        ("docker", "x9k2 shop replicated 0/3 shop:1", "shop"),
        ("podman", "shop Created", "shop"),
        ("docker", "{\"Names\":\"shop\",\"State\":\"paused\"}", "shop"),
        ("supervisorctl", "shop                STOPPED   Not started", "shop"),
        ("supervisorctl", "shop:web  FATAL  Exited too quickly", "shop:web"),
        ("kubectl", "shop-7d9 0/1 CrashLoopBackOff 12 3h", "shop"),
        ("kubectl", "shop-7d9 0/2 Init:1/2 0 3h", "shop"), ("kubectl", "shop 0/3 3 0 27d", "shop"),
        ("rc-service", " * status: stopped", "status"),
        ("rc-status", " shop  [  crashed  ]", "shop"),
        ("service", "shop is not running.", "running"), ("service", " [ - ]  shop", "shop"),
        ("rcctl", "shop(failed)", "shop"),
        ("svcs", "maintenance 10:00:00 svc:/site/shop:default", "shop"),
        ("sv", "down: shop: 5s, normally up", "shop"), ("initctl", "shop stop/waiting", "shop"),
        ("s6-svstat", "down (exitcode 1) 5 seconds, normally up", "up"),
        ("pm2", "│ 0 │ shop │ fork │ errored │", "shop"), ("monit", "shop  Not running", "running"),
        ("monit", "Process 'shop'   Does not exist", "shop"),
        ("launchctl", "-\t78\torg.example.shop", "shop"),
        ("launchctl", "- 78 org.example.shop", "shop"),
    ])
    func `a line of what does not run`(program: String, line: String, marker: String) {
        #expect(ServiceState(line, program: program, marker: marker) == .stopped)
    }

    @Test(arguments: [
        ("docker", "3f2a shop:1 \"run\" Up 2 hours (healthy) shop", "healthy"),
        ("docker", "3f2a shop:stopped \"run\" Up 2 hours 0.0.0.0:80->80/tcp shop", "shop"),
        ("docker", "shop replicated 1/3 shop:1", "shop"),
        ("supervisorctl", "shop  RUNNING  pid 30, uptime 1:00:00", "shop"),
        ("supervisorctl", "shop  STOPPED", "STOPPED"),
        ("kubectl", "error-page-7d9 1/1 Running 0 3h", "error-page"),
        ("sv", "run: shop: (pid 3) 5s", "shop"), ("s6-svstat", "up (pid 3) 5 seconds", "up"),
        ("rc-service", " * status: started", "started"), ("cat", "not running: shop is up", "shop"),
        ("service", "shop is running as pid 30.", "shop"), ("service", " [ + ]  shop", "shop"),
        ("rcctl", "shop(ok)", "shop"), ("svcs", "online 10:00:00 svc:/site/shop:default", "shop"),
        ("monit", "shop  OK  Process", "shop"),
        ("initctl", "shop start/running, process 30", "shop"),
        ("curl", "inactive", "active"), ("launchctl", "30\t0\torg.example.shop", "shop"),
    ])
    func `a line of what runs`(program: String, line: String, marker: String) {
        #expect(ServiceState(line, program: program, marker: marker) == .running)
    }

    @Test(arguments: [
        ("supervisorctl", "shop  STARTING", "shop"),
        ("kubectl", "shop-7d9 1/1 Terminating 0 3h", "shop"),
        ("pm2", "│ 0 │ shop │ launching │", "shop"), ("initctl", "shop start/starting", "shop"),
        ("sv", "fail: shop: unable to change to service directory", "shop"),
        ("monit", "shop  Initializing", "shop"),
    ])
    func `a line of what starts or stops, or that does not say`(
        program: String,
        line: String,
        marker: String
    ) {
        #expect(ServiceState(line, program: program, marker: marker) == .unclear)
    }
}
