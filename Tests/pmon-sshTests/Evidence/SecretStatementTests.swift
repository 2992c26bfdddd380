// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretStatementTests {
    private func secrets(_ line: String) -> [String] {
        SecretStatement.secrets(in: line.split(separator: " ")).map { String($0.secret) }
    }

    @Test(arguments: [
        ("ALTER ROLE a PASSWORD 'x7'", "'x7'"), ("create user a identified by \"x7\"", "\"x7\""),
        ("CREATE USER a IDENTIFIED BY tiger", "tiger"),
        ("SET PASSWORD FOR 'a'@'%' = 'x7';", "'x7';"),
        ("ALTER USER a IDENTIFIED WITH sha2 BY 'x7'", "'x7'"),
        ("ALTER USER a IDENTIFIED BY PASSWORD 'x7'", "'x7'"),
        ("CREATE ROLE a PASSWORD $$x7$$", "$$x7$$"),
        ("alter role a password $b$x7$b$;", "$b$x7$b$;"),
        ("SET PASSWORD FOR 'a'@'%' = PASSWORD('x7')", "'x7')"),
        ("set password = password(\"x7\");", "\"x7\");"),
        ("CREATE ROLE a PASSWORD $$x7$$", "$$x7$$"),
        ("alter role a password $b$x7$b$;", "$b$x7$b$;"),
        ("SET PASSWORD FOR 'a'@'%' = PASSWORD('x7')", "'x7')"),
        ("set password = password(\"x7\");", "\"x7\");"),
    ])
    func `passwords of accounts`(statement: String, secret: String) {
        #expect(secrets(statement).last == secret)
    }

    @Test(arguments: [
        "SELECT password FROM users ORDER BY 'a'", "ALTER ROLE a PASSWORD NULL",
        "machines are identified by name", "at a.Password(Password.java:42)", "call password($1)",
        "at a.Password(Password.java:42)", "call password($1)", "SELECT a FROM b WHERE c = 'd'", "",
    ])
    func `other statements and other texts`(text: String) {
        #expect(secrets(text).isEmpty)
    }
}
