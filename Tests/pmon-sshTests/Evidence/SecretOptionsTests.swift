// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretOptionsTests {
    @Test(arguments: ["mysql", "mysqldump", "mariadb-admin", "sshpass", "redis-cli", "snmpget"])
    func `programs with secrets in short options`(program: String) {
        #expect(SecretOptions(of: program) != nil)
    }

    @Test(arguments: [
        "mysqld", "mysqld_safe", "mariadbd", "mysql.cnf", "psql", "docker", "java", "",
    ])
    func `other programs`(program: String) {
        #expect(SecretOptions(of: program) == nil)
    }

    @Test func `an option counts once`() throws {
        var options = try #require(SecretOptions(of: "sshpass"))
        let first = options.take(before: "-p")
        let second = options.take(before: "-p")
        #expect(first != nil && second == nil)
        #expect(SecretOptions.hasOwnOptions("ssh"))
    }
}
