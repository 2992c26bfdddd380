// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import TestSupport
import Testing

@testable import pmon_ssh

struct HostKeyJudgeTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func key(_ type: String = "ssh-ed25519", _ fill: UInt8 = 1) -> HostKey {
        var blob: [UInt8] = []
        SSHBytes.append(Array(type.utf8), to: &blob)
        SSHBytes.append([UInt8](repeating: fill, count: 32), to: &blob)
        return HostKey(blob: blob, sha256: [UInt8](repeating: fill, count: 32))
    }

    private func machine(_ policy: HostKeyPolicy) -> Machine {
        Machine(
            host: "db1",
            port: 22,
            user: "pmon",
            credentials: Credentials(),
            hostKeyPolicy: policy,
            knownHosts: folder.file("known_hosts"),
            timeout: .seconds(1)
        )
    }

    private func know(_ key: HostKey) throws {
        try folder.write("known_hosts", "db1 \(key.type) \(Base64.encode(key.blob))\n")
    }

    private func refusal(_ key: HostKey, _ policy: HostKeyPolicy) -> String? {
        do throws(VisitFailure) {
            try HostKeyJudge().judge(key, of: machine(policy))
            return nil
        } catch {
            return error.kind == .hostKey ? error.text : "wrong kind \(error.kind)"
        }
    }

    @Test func `accept-new keeps a new host and refuses it changed`() throws {
        #expect(refusal(key(), .acceptNew) == nil)
        #expect(refusal(key(), .strict) == nil)
        #expect(refusal(key("ssh-ed25519", 2), .acceptNew)?.contains("has changed to") == true)
    }

    @Test func `strict refuses a new host and keeps nothing`() throws {
        #expect(refusal(key(), .strict)?.contains("is not known") == true)
        #expect(try folder.names().isEmpty)
    }

    @Test func `a key of another type than the known one is no new host`() throws {
        try know(key("ssh-rsa"))
        let text = refusal(key(), .acceptNew)
        #expect(text?.contains("only ssh-rsa is known") == true)
    }

    @Test func `a fingerprint is all that counts, but for revocation`() throws {
        try know(key("ssh-ed25519", 9))
        #expect(refusal(key(), .fingerprint(key().fingerprint)) == nil)
        #expect(
            refusal(key("ssh-ed25519", 3), .fingerprint(key().fingerprint))?
                .contains("expected \(key().fingerprint)") == true
        )
        try folder.write(
            "known_hosts",
            "@revoked * \(key().type) \(Base64.encode(key().blob))\n"
        )
        #expect(refusal(key(), .fingerprint(key().fingerprint))?.contains("revoked") == true)
        #expect(refusal(key(), .acceptNew)?.contains("revoked") == true)
    }

    @Test func `a host that cannot be kept is not trusted`() throws {
        var machine = machine(.acceptNew)
        machine = Machine(
            host: machine.host,
            port: machine.port,
            user: machine.user,
            credentials: machine.credentials,
            hostKeyPolicy: .acceptNew,
            knownHosts: folder.file("missing/known_hosts"),
            timeout: machine.timeout
        )
        #expect(throws: VisitFailure.self) { try HostKeyJudge().judge(key(), of: machine) }
    }

    @Test func `known types are offered first`() throws {
        try know(key("ecdsa-sha2-nistp384"))
        let types = try HostKeyJudge().offeredTypes(for: machine(.strict))
        #expect(types.first == .ecdsa384)
        #expect(Set(types) == Set(HostKeyType.allCases))
    }

    @Test func `known types are offered in the order of ssh, not in that of the file`() throws {
        let lines = ["ecdsa-sha2-nistp384", "ssh-ed25519"].map { type in
            "db1 \(type) \(Base64.encode(key(type).blob))\n"
        }
        try folder.write("known_hosts", lines.joined())
        let types = try HostKeyJudge().offeredTypes(for: machine(.strict))
        #expect(types.prefix(2) == [.ed25519, .ecdsa384])
    }
}
