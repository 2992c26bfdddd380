// SPDX-License-Identifier: MIT

import PmonConfig

/// A machine to log in to; addresses with equal machines share one login.
struct Machine: Equatable, Sendable {
    /// Name or address of the machine.
    let host: String
    /// Port of its SSH server.
    let port: Int
    /// User to log in as; empty if the configuration of `ssh` decides.
    let user: String
    /// How to log in.
    let credentials: Credentials
    /// Which host keys are trusted.
    let hostKeyPolicy: HostKeyPolicy
    /// File of known host keys.
    let knownHosts: String
    /// Time limit from connect to close; the longest that any of its addresses allows.
    var timeout: Duration
    /// The arguments of `ssh` if that carries the script; nil for libssh2.
    var openSSH: [String]?

    /// How known_hosts names it.
    var hostName: HostName { HostName(host: host, port: port) }

    /// For people: `user@host`, with the port where it is not 22.
    var label: String { user.isEmpty ? hostName.full : "\(user)@\(hostName.full)" }

    /// True if both can share a login; the time limits may differ.
    func isSame(as other: Machine) -> Bool {
        var other = other
        other.timeout = timeout
        return self == other
    }
}

/// What pmon may use to log in to a machine.
struct Credentials: Equatable, Sendable {
    /// Files of private keys, in the order they are tried; those that do not exist are skipped if `keysAreOptional`.
    var keys: [String] = []
    /// True for the keys that were found by their usual names, not configured.
    var keysAreOptional = false
    /// Passphrase of the keys.
    var passphrase: SecretSource?
    /// Whether the SSH agent's keys are tried.
    var usesAgent = false
    /// Whether the agent is asked for a configured key whose file needs a passphrase that is not configured.
    var agentOpensKeys = false
    /// Password.
    var password: SecretSource?
    /// Whether the password may also be given in answer to a keyboard-interactive question.
    var answersQuestions = false

    /// What must not be shown.
    var secrets: [SecretSource] { [password, passphrase].compactMap { $0 } }
}
