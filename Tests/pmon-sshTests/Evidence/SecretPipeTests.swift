// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretPipeTests {
    private func secrets(_ line: String) -> [String] {
        SecretPipe.secrets(in: line.split(separator: " ", omittingEmptySubsequences: false))
            .map { String($0.secret) }
    }

    @Test(arguments: [
        "sh -c echo shop:x7 | chpasswd", "echo x7 | passwd --stdin a", "echo x7|passwd --stdin a",
        "printf %s x7 | sudo -kS reboot", "echo -n x7 | docker login -u a --password-stdin",
        "chpasswd <<< a:x7",
        "echo x7 | tr -d a | vault login -", "echo x7 | openssl rsa -passin stdin",
        "echo a:x7 | htpasswd -ci b",
    ])
    func `what a program reads a secret from`(line: String) {
        #expect(secrets(line) == ["x7"])
    }

    @Test(arguments: [
        "echo a | cat", "cat a | chpasswd", "echo $A | passwd --stdin a", "passwd --stdin a",
        "echo a || passwd", "|",
        "echo a | sudo ls -S", "",
    ])
    func `what is none`(line: String) {
        #expect(secrets(line).isEmpty)
    }
}
