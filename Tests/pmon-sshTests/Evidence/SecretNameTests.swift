// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretNameTests {
    @Test(arguments: [
        "password", "dbPassword", "api-key", "password1", "\"password\"", "{\"password\"", "pw",
        "aws_secret_access_key", "//registry.npmjs.org/:_authToken", "wifi-sec.psk",
    ])
    func `names of secrets`(name: String) {
        #expect(SecretName.isName(Substring(name)))
    }

    @Test(arguments: [
        "no-password", "ask-pass", "compass", "password-file", "key", "gpw", "user", "1", "",
    ])
    func `other names`(name: String) {
        #expect(!SecretName.isName(Substring(name)))
    }

    @Test func `what a doubtful name hides`() {
        func isHidden(_ value: Substring, _ name: Substring) -> Bool {
            SecretName.isSecret(value, named: name)
        }
        #expect(isHidden("x7", "token") && isHidden("a-b-c", "token") && isHidden("Ab", "key"))
        #expect(
            !isHidden("word", "token") && !isHidden("4096", "max-tokens") && !isHidden("2", "key")
        )
        #expect(!isHidden("gnome-classic", "session") && !isHidden("scram-sha-256", "auth"))
        #expect(!isHidden("1", "pass") && isHidden("12", "pass") && isHidden("word", "password"))
        #expect(isHidden("4829", "so-pin") && !isHidden("a", "secret-name"))
        #expect(SecretName.secret(in: "a:x7", afterOption: "--basic-auth") == "x7")
        #expect(SecretName.secret(in: "simple", afterOption: "--auth-token") == nil)
        #expect(SecretName.password(inOptions: "rw,username=a%x7") == "x7")
    }

    @Test func `the password of a login by its name`() {
        #expect(SecretName.password(in: "a:x7", named: "dest-creds") == "x7")
        #expect(SecretName.password(in: "env:X", named: "creds") == nil)
        #expect(SecretName.password(in: "h:8080", named: "login") == nil)
        #expect(SecretName.password(in: "a:x7", named: "image") == nil)
    }

    @Test(arguments: ["session.timeout", "keyspace", "x-authority"])
    func `settings`(name: String) {
        #expect(SecretName.isSetting(Substring(name)))
        #expect(!SecretName.isSetting("password"))
    }

    @Test(arguments: [
        "x7", "@x7", "$x7!", "$ecret", "/x7", ".x7", "~x7", "/a/b+c=", "'x7'", "trueish",
    ])
    func `secrets, however they begin`(value: String) {
        #expect(SecretName.isSecretValue(Substring(value)))
    }

    @Test(arguments: [
        "/run/token", "/token.txt", "./a", "../a", "~/a", "@/run/token", "@-", "$TOKEN", "${token}",
        "$(cat a)", "'$TOKEN'", "file:a", "env:A", "fd:3", "stdin", "true", "client.key", "/", "",
        "null", "\"}",
    ])
    func `where a secret is, and what is none`(value: String) {
        #expect(!SecretName.isSecretValue(Substring(value)))
    }
}
