// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct KnownHostsLineTests {
    private static let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPDGXTNzFH/E07Knznsf0kTrIPdnlE7fmtq40df1gWRz"

    private func read(_ text: String) -> KnownHostsLine.Reading {
        KnownHostsLine.read(Array(text.utf8)[...])
    }

    @Test(arguments: ["", "   ", "# comment", "\t# comment", "\r"])
    func `empty lines and comments are nothing`(text: String) {
        #expect(read(text) == .nothing)
    }

    @Test(arguments: [
        "host", "host ssh-ed25519", "host ssh-ed25519 !!!", "@unknown host \(key)", "host foo AAAA",
        "@revoked host", "host ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIPDGXTNzFH/E07Knznsf0kTrIPdnlE7f",
        "|1|broken \(key)", "host ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
    ])
    func `what OpenSSH cannot read is malformed`(text: String) {
        #expect(read(text) == .malformed)
    }

    @Test(arguments: ["", "  ", "\t"])
    func `blanks in front and comments behind do not matter`(blank: String) throws {
        guard case .entry(let line) = read("\(blank)host \(Self.key) a comment\r") else {
            Issue.record("not an entry")
            return
        }
        #expect(line.marker == .none)
        #expect(line.type == "ssh-ed25519")
        #expect(line.blob.count == 51)
    }

    @Test func `markers are read`() {
        for marker in [KnownHostsLine.Marker.revoked, .certificateAuthority] {
            guard case .entry(let line) = read("\(marker.rawValue) * \(Self.key)") else {
                Issue.record("not an entry: \(marker)")
                continue
            }
            #expect(line.marker == marker)
        }
    }
}
