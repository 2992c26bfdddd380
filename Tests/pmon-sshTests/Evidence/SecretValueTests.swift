// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretValueTests {
    @Test(arguments: [
        "a8Kd0Xw93LmQ", "9f86d081884c7d65", "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "A8KD0-XW93L-MQPZ2-7SLW0",
    ])
    func `random ones`(value: String) {
        #expect(SecretValue.isRandom(value))
        #expect(!SecretValue.isPlain(value))
    }

    @Test(arguments: [
        "gnome-classic", "eu-central-1-prod-02", "scram-sha-256", "1234567890123456",
        "a.b/c1D2e3F4g5H6", "",
    ])
    func `none`(value: String) {
        #expect(!SecretValue.isRandom(value))
    }

    @Test(arguments: ["word", "IDENT", "2", "2,3", "30m", "1n", "tls/key"])
    func `plain words and numbers`(value: String) {
        #expect(SecretValue.isPlain(value.split(separator: ",").first ?? ""))
        #expect(!SecretValue.isPlain("x7"))
        #expect(!SecretValue.isPlain("canary-1"))
    }

    @Test func `keys of stores`() {
        #expect(
            ["user:42:profile", "a1/b", "orders/2026"].map(SecretValue.isPath) == [
                true, false, true,
            ]
        )
        #expect(!SecretValue.isPath("ABCD:1234") && !SecretValue.isPath("word"))
    }

    @Test func `methods, and passwords after a colon`() {
        #expect(["md5", "SHA256", "scram-sha-256", "peer"].allSatisfy { SecretValue.isMethod($0) })
        #expect(!SecretValue.isMethod("Tr0ub4dor"))
        #expect(SecretValue.password(of: "shop:x7") == "x7")
        for value in ["host:80", "1000:1000", "a:/b", "a:", ":b", "a"] {
            #expect(SecretValue.password(of: Substring(value)) == nil)
        }
    }
}
