// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretOperandTests {
    private func secrets(_ operand: SecretOperand, _ line: String) -> [String] {
        operand.secrets(in: line.split(separator: " "), from: 1).map { String($0.secret) }
    }

    @Test(arguments: [
        ("isql dsn shop x7", ["x7"]), ("isql -v dsn -b shop x7 y", ["x7"]), ("isql dsn shop", []),
        ("isql dsn shop | x7", []), ("isql dsn; shop x7", []), ("isql dsn shop a=x7", []),
        ("isql dsn shop /etc/a.b", []),
    ])
    func `options are no operands, and a command ends`(line: String, expected: [String]) {
        #expect(secrets(SecretOperand(number: 3), line) == expected)
    }

    @Test func `all after it`() {
        let onward = SecretOperand(number: 2, isOnward: true)
        #expect(secrets(onward, "htpasswd shop x7 y7=") == ["x7", "y7="])
    }

    @Test func `of a login the password`() {
        let login = SecretOperand(number: 2, isLogin: true)
        #expect(secrets(login, "config gems shop:x7") == ["x7"])
        #expect(secrets(login, "config path vendor") == [])
    }

    @Test func `none beside an option that gives the words another meaning`() {
        let excluded = SecretOperand(number: 3, excluded: "US")
        #expect(secrets(excluded, "isql -v dsn shop x7") == ["x7"])
        #expect(secrets(excluded, "isql -S db shop x7") == [])
    }
}
