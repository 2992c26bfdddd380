// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import Testing

@testable import pmon_ssh

struct MachineTests {
    private func machine(port: Int = 22, timeout: Duration = .seconds(1)) -> Machine {
        Machine(
            host: "DB1",
            port: port,
            user: "pmon",
            credentials: Credentials(password: .literal(Secret("secret"))),
            hostKeyPolicy: .strict,
            knownHosts: "k",
            timeout: timeout
        )
    }

    @Test func `the label names user, host and an unusual port`() {
        #expect(machine().label == "pmon@db1")
        #expect(machine(port: 2222).label == "pmon@[db1]:2222")
    }

    @Test func `machines share a login whatever their time limits`() {
        #expect(machine().isSame(as: machine(timeout: .seconds(9))))
        #expect(!machine().isSame(as: machine(port: 2222)))
    }

    @Test func `printing a machine shows no password`() {
        #expect(!"\(machine())".contains("secret"))
    }
}
