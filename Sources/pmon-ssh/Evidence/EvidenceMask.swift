// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText

/// Takes secrets out of what a machine says: those that pmon knows of its host, which a server or a log may repeat, and
/// those that processes carry in their arguments.
struct EvidenceMask {
    private let secrets: SecretMask

    /// A mask for what the logins to a machine need.
    init(_ site: Inventory.Site) {
        self.init(site.secrets.isEmpty ? site.machine.credentials.secrets : site.secrets)
    }

    /// A mask for secrets.
    init(_ sources: [SecretSource]) {
        let known = sources.compactMap { source in
            do throws(ToolError) {
                return try source.resolve().reveal()
            } catch {
                // What cannot be had has not been sent to anybody.
                return nil
            }
        }
        secrets = SecretMask(known)
    }

    /// A text without the secrets that pmon knows.
    func text(_ text: String) -> String { secrets.masked(text) }

    /// A line of a process list, or a text that repeats one, without the secrets in its arguments as well, see
    /// `SecretArguments`.
    func line(_ line: String) -> String { text(SecretArguments.hidden(in: line)) }

    /// The same for a line of a log, where a name may begin a sentence.
    func log(_ line: String) -> String { text(SecretArguments.hidden(in: line, isLog: true)) }
}
