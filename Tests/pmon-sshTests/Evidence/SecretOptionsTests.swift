// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretOptionsTests {
    @Test(arguments: [
        "mysql", "mysqldump", "mariadb-admin", "sshpass", "snmpget", "check_mysql", "rdesktop",
    ])
    func `programs with secrets in short options`(program: String) {
        var options = SecretOptions()
        _ = options.note(program)
        let words: [Substring] = ["-px7", "-cx7"]
        let isSecret = words.contains { word in
            var copy = options
            return copy.take(in: word) == "x7"
        }
        #expect(isSecret)
    }

    @Test(arguments: [
        "mysqld", "mysqld_safe", "mariadbd", "mysql.cnf", "psql", "docker", "java", "snmpd", "",
    ])
    func `other programs`(program: String) {
        var options = SecretOptions()
        #expect(options.note(program).isEmpty)
        #expect(options.take(in: "-px7") == nil)
        #expect(options.take(before: "-c") == nil)
    }

    @Test func `an option counts once, and not after a program with its own`() {
        var options = SecretOptions()
        _ = options.note("sshpass")
        var before = options
        #expect(before.take(before: "-p") != nil)
        #expect(before.take(before: "-p") == nil)
        _ = options.note("ssh")
        #expect(options.take(before: "-p") == nil)
    }

    @Test func `rules of a word after a program`() {
        var options = SecretOptions()
        _ = options.note("login")
        #expect(options.take(before: "-p") == nil)
        _ = options.note("docker")
        #expect(options.take(before: "-p") == nil)
        _ = options.note("login")
        // The name of another program, as that of an account, changes nothing.
        _ = options.note("zip")
        #expect(options.take(before: "-p") != nil)
    }

    @Test func `a program that begins anew forgets`() {
        var options = SecretOptions()
        for word in ["docker", "login", "docker"] { _ = options.note(word) }
        #expect(options.take(before: "-p") == nil)
    }
}
