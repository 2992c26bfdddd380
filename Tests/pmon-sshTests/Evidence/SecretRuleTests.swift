// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretRuleTests {
    @Test(arguments: [
        ("-p", "-px7", "x7"), ("-p", "-p", nil), ("-p", "-sp", nil), ("-[sv]p", "-svpx7", "x7"),
        ("-[sv]p", "-ap", nil), ("-p_", "-px7", nil), ("-hp*", "-hpx7", "x7"),
        ("-p*", "-px7", "x7"),
        ("-u:", "-ua:x7", "x7"), ("-u:", "-ua", nil), ("--user:", "--user=a:x7", "x7"),
        ("--user:", "--username=a:x7", nil), ("/", "a/x7@b", "x7"), ("/", "a/x7", "x7"),
        ("/", "/x7", nil), ("/", "-a/x7", nil), ("set>1", "set", nil),
        ("password", "passwordx", nil), (">*", ">x7", "x7"), (">*", "x7", nil),
    ])
    func `a secret within a word`(rule: String, word: String, secret: String?) {
        #expect(SecretRule(rule).secret(in: Substring(word)).map(String.init) == secret)
    }

    @Test(arguments: [
        ("-p", "-p", true), ("-p", "-pa", false), ("-[sv]p", "-svp", true),
        ("-[sv]p", "-avp", false),
        ("-p*", "-p", false), ("-p_", "-p", true), ("--user:", "--user", true),
        ("password", "PASSWORD", true), ("password", "-password", false), ("?", "db.token", true),
        ("?", "-token", false), ("//", "//a/b", true), ("set>2", "set", false),
    ])
    func `a word before a secret`(rule: String, word: String, isBefore: Bool) {
        #expect(SecretRule(rule).isBefore(Substring(word)) == isBefore)
    }

    @Test func `operands are counted from a word, a flag or the program`() {
        let fourth = SecretOperand(number: 4, isOnward: false)
        #expect(SecretRule("set>4").operand(after: "set") == fourth)
        #expect(SecretRule("set>4").operand(after: "get") == nil)
        let all = SecretOperand(number: 3, isOnward: true)
        #expect(SecretRule("-b>3+").operand(after: "-nbB") == all)
        #expect(SecretRule("-b>3+").operand(after: "--b") == nil)
        #expect(SecretRule(">4").operandOfProgram == fourth)
        #expect(
            SecretRule("[SU]>4").operandOfProgram == SecretOperand(number: 4, excluded: "SU")
        )
        let login = SecretOperand(number: 2, isLogin: true)
        #expect(SecretRule("config>2:").operand(after: "config") == login)
        #expect(SecretRule("http-basic.*>4").operand(after: "http-basic.a.b") == fourth)
        #expect(SecretRule("http-basic.*>4").operand(after: "http") == nil)
        #expect(SecretRule("set>4").operandOfProgram == nil)
    }
}
