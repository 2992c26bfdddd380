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
    ])
    func `where a secret is, and what is none`(value: String) {
        #expect(!SecretName.isSecretValue(Substring(value)))
    }
}
