// SPDX-License-Identifier: MIT

import Foundation
import PmonConfig
import PmonSystem
import PmonText
import Synchronization
import TestSupport

@testable import pmon_ssh

/// A real sshd on loopback, for the account that the tests run under; ends with its last reference.
final class SSHServer {
    let keys: TestKeys
    let port: Int
    /// The account of the tests.
    let user: String
    private let process: BackgroundProcess

    /// Starts a server that lets the key `user` in; more lines for sshd_config may be given.
    init(
        hostKeyType: String = "ed25519",
        userKeyType: String = "ed25519",
        configuration: [String] = []
    ) throws {
        keys = try TestKeys()
        user = LoginEnvironment.current().user
        port = try FreePort.find()
        let host = try keys.make("host", type: hostKeyType)
        let user = try keys.make("user", type: userKeyType)
        let lines =
            configuration + [
                "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(host)",
                "AuthorizedKeysFile \(user).pub", "StrictModes no", "UsePAM no", "PidFile none",
                "LogLevel DEBUG", "SetEnv SHLVL=5", "PasswordAuthentication no",
            ]
        let file = try keys.folder.write("sshd_config", lines.joined(separator: "\n") + "\n")
        try? FileManager.default.createDirectory(
            atPath: "/run/sshd",
            withIntermediateDirectories: true
        )
        process = try BackgroundProcess(
            "/usr/sbin/sshd",
            ["-D", "-f", file, "-E", keys.folder.file("sshd.log")]
        )
        try FreePort.waitUntilUsed(port)
    }

    /// What the server has logged.
    func log() throws -> String { try keys.folder.text("sshd.log") }

    /// The server as a machine, logged in to by the key unless other credentials are given.
    func machine(
        credentials: Credentials? = nil,
        policy: HostKeyPolicy = .acceptNew,
        timeout: Duration = .seconds(20)
    ) -> Machine {
        Machine(
            host: "127.0.0.1",
            port: port,
            user: user,
            credentials: credentials ?? Credentials(keys: [keys.folder.file("user")]),
            hostKeyPolicy: policy,
            knownHosts: keys.folder.file("known_hosts"),
            timeout: timeout
        )
    }
}

/// Ports of 127.0.0.1.
enum FreePort {
    struct Failure: Error {}

    private static let last = Mutex(Int.random(in: 10_000..<30_000))

    /// A port that nobody listens on, and that no other test is given.
    ///
    /// It lies below those that the kernel gives to connections and to servers that ask for any port: one of those could
    /// be taken again before the test listens on it, or reach itself.
    static func find() throws -> Int {
        try last.withLock { last in
            for _ in 0..<1000 {
                last = last + 1 < 30_000 ? last + 1 : 10_000
                if canListen(last) { return last }
            }
            throw Failure()
        }
    }

    private static func canListen(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        return withUnsafeBytes(of: &address) {
            bind(
                descriptor,
                $0.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                socklen_t($0.count)
            ) == 0
        }
    }

    /// Waits until somebody accepts connections, at most thirty seconds.
    static func waitUntilUsed(_ port: Int) throws {
        let deadline = Monotonic.now() + .seconds(30)
        while Monotonic.now() < deadline {
            if try connected(port) { return }
            usleep(20_000)
        }
        throw Failure()
    }

    private static func connected(_ port: Int) throws -> Bool {
        let addresses = [SocketAddress(numeric: "127.0.0.1")?.at(port: port)]
        let dialer = Dialer(addresses.compactMap { $0 }, now: .now())
        do {
            guard let socket = try dialer.step(now: .now()) else { return false }
            close(socket)
            return true
        } catch {
            return false
        }
    }
}
