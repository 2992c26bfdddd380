// SPDX-License-Identifier: MIT

import PmonSystem
import TestSupport
import Testing

@testable import pmon_ssh

struct KnownHostsFileTests {
    private let folder: TemporaryFolder
    private let path: String
    private let host = HostName(host: "db1", port: 2222)

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("known_hosts")
    }

    private func key(_ last: UInt8) -> HostKey {
        var blob: [UInt8] = []
        SSHBytes.append(Array("ssh-ed25519".utf8), to: &blob)
        SSHBytes.append([UInt8](repeating: last, count: 32), to: &blob)
        return HostKey(blob: blob, sha256: [])
    }

    @Test func `a file that is not there knows nobody`() throws {
        let hosts = try KnownHostsFile(path: path).entries()
        #expect(hosts.answer(for: host, key: key(1).blob) == .unknown)
    }

    @Test func `a new host is kept, and read back by ssh-keygen`() throws {
        let file = KnownHostsFile(path: path)
        #expect(try file.add(host, key: key(1)) == .known)
        #expect(try file.entries().answer(for: host, key: key(1).blob) == .known)
        let outcome = try ChildProcess.run("ssh-keygen", ["-F", "[db1]:2222", "-f", path])
        #expect(outcome.status == 0)
    }

    @Test func `a last line without its newline is not touched`() throws {
        try folder.write("known_hosts", "# mine")
        #expect(try KnownHostsFile(path: path).add(host, key: key(1)) == .known)
        #expect(try folder.text("known_hosts").hasPrefix("# mine\n[db1]:2222 ssh-ed25519 "))
    }

    @Test func `a host that another process has just added is not added again`() throws {
        let mine = KnownHostsFile(path: path)
        #expect(try mine.entries().entries(of: host.full).isEmpty)
        #expect(try KnownHostsFile(path: path).add(host, key: key(1)) == .known)
        #expect(try mine.add(host, key: key(2)) == .changed(knownTypes: ["ssh-ed25519"]))
        #expect(try mine.entries().entries(of: host.full).count == 1)
    }

    @Test func `a change of the file is seen`() throws {
        let file = KnownHostsFile(path: path)
        #expect(try file.add(host, key: key(1)) == .known)
        #expect(try file.entries().entries(of: host.full).count == 1)
        try folder.write("known_hosts", "")
        #expect(try file.entries().entries(of: host.full).isEmpty)
    }

    @Test func `a file that cannot be read is an error, not an empty file`() {
        #expect(throws: ToolError.self) { try KnownHostsFile(path: folder.path).entries() }
        #expect(throws: ToolError.self) {
            try KnownHostsFile(path: folder.file("none/known_hosts")).add(host, key: key(1))
        }
    }

    @Test func `what was added is known at once, and after others have added more`() throws {
        let mine = KnownHostsFile(path: path)
        for number in 1...3 {
            let added = HostName(host: "h\(number)", port: 22)
            #expect(try mine.entries().answer(for: added, key: key(1).blob) == .unknown)
            #expect(try mine.add(added, key: key(UInt8(number))) == .known)
            #expect(try mine.entries().answer(for: added, key: key(9).blob) != .unknown)
        }
        #expect(try KnownHostsFile(path: path).add(host, key: key(4)) == .known)
        #expect(try mine.entries().answer(for: host, key: key(4).blob) == .known)
    }

    @Test func `every host is new to /dev/null, and nothing is kept`() throws {
        let file = KnownHostsFile(path: "/dev/null")
        for number: UInt8 in 1...2 {
            #expect(try file.entries().answer(for: host, key: key(number).blob) == .unknown)
            #expect(try file.add(host, key: key(number)) == .known)
        }
    }
}
