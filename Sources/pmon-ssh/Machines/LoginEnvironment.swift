// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig

/// What a login takes from the account that pmon runs under, where the configuration is silent.
struct LoginEnvironment: Sendable {
    /// Name of the account.
    let user: String
    /// Its home folder; nil if it has none.
    let home: String?
    /// Socket of its SSH agent; nil if none runs.
    let agentSocket: String?

    /// The environment of this process.
    static func current() -> LoginEnvironment {
        let account = getpwuid(geteuid())?.pointee
        let home = variable("HOME") ?? account?.pw_dir.map { String(cString: $0) }
        return LoginEnvironment(
            user: account?.pw_name.map { String(cString: $0) } ?? variable("USER") ?? "root",
            home: home,
            agentSocket: variable("SSH_AUTH_SOCK")
        )
    }

    /// What may be tried to log in: what is configured; without key and password, what `ssh` would try.
    func credentials(_ settings: RemoteSettings, password: SecretSource?) -> Credentials {
        var credentials = Credentials(passphrase: settings.passphrase, password: password)
        let isSilent = settings.key == nil && password == nil
        if let key = settings.key {
            credentials.keys = [key]
        } else if isSilent, let home {
            credentials.keys = ["id_ed25519", "id_ecdsa"].map { "\(home)/.ssh/\($0)" }
            credentials.keysAreOptional = true
        }
        credentials.usesAgent = settings.agent ?? (isSilent && agentSocket != nil)
        credentials.agentOpensKeys = settings.agent == nil && settings.key != nil
        credentials.answersQuestions = settings.keyboard
        return credentials
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
