// SPDX-License-Identifier: MIT

import Foundation
import PmonConfig
import PmonSystem
import PmonText
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

    /// A port that nobody listens on now.
    static func find() throws -> Int {
        let text = try ChildProcessOutput.of(
            "python3",
            [
                "-c",
                "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])",
            ]
        )
        guard let port = Int(text.trimmed) else { throw Failure() }
        return port
    }

    /// Waits until somebody accepts connections, at most ten seconds.
    static func waitUntilUsed(_ port: Int) throws {
        let deadline = Monotonic.now() + .seconds(10)
        while Monotonic.now() < deadline {
            if try connected(port) { return }
            usleep(20_000)
        }
        throw Failure()
    }

    private static func connected(_ port: Int) throws -> Bool {
        let addresses = try SocketAddress.lookUp(host: "127.0.0.1", port: port, numericOnly: true)
            .get()
        let dialer = Dialer(addresses, now: .now())
        do {
            guard let socket = try dialer.step(now: .now()) else { return false }
            close(socket)
            return true
        } catch {
            return false
        }
    }
}
