// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText

/// Takes secrets out of what a machine says: those of the login, which a server or a log may repeat, and those that
/// processes carry in their arguments.
struct EvidenceMask {
    private let secrets: SecretMask

    /// A mask for what the login to a machine needs.
    init(_ credentials: Credentials) {
        let known = [credentials.password, credentials.passphrase].compactMap { source in
            do throws(ToolError) {
                return try source?.resolve().reveal()
            } catch {
                // What cannot be had has not been sent to anybody.
                return nil
            }
        }
        secrets = SecretMask(known)
    }

    /// A text without the secrets of the login.
    func text(_ text: String) -> String { secrets.masked(text) }

    /// A line of a process list, or a text that repeats one, without the secrets in its arguments as well, see
    /// `SecretArguments`.
    func line(_ line: String) -> String { text(SecretArguments.hidden(in: line)) }

    /// The same for a line of a log, where a name may begin a sentence.
    func log(_ line: String) -> String { text(SecretArguments.hidden(in: line, isLog: true)) }
}
