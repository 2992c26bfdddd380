// SPDX-License-Identifier: MIT

import PmonConfig

/// The arguments of `ssh` for one machine.
///
/// Of an option that is given twice, `ssh` takes the first. ssh_config(5), https://man.openbsd.org/ssh_config.5
enum OpenSSHArguments {
    /// Options that do not change what is logged in to, only what else `ssh` would do on the way.
    private static let quiet = [
        // No connection is left for others, and nothing is forwarded or run on this side.
        "ControlMaster=no", "ForwardAgent=no", "ForwardX11=no", "ClearAllForwardings=yes",
        "PermitLocalCommand=no", "RemoteCommand=none",
        // What goes wrong is in the messages of this level.
        "LogLevel=INFO",
    ]

    /// The whole command line, which begins with the program.
    static func of(host: String, port: Int?, user: String?, _ settings: RemoteSettings) -> [String]
    {
        var options = ["BatchMode=yes"] + settings.sshOptions + quiet
        options.append("StrictHostKeyChecking=\(checking(settings.hostKey))")
        if let file = settings.knownHosts { options.append("UserKnownHostsFile=\(quoted(file))") }
        if let key = settings.key {
            options.append("IdentityFile=\(quoted(key))")
            if settings.agent != true { options.append("IdentitiesOnly=yes") }
        }
        if settings.agent == false { options.append("IdentityAgent=none") }
        var arguments = ["ssh", "-T"] + options.flatMap { ["-o", $0] }
        if let port { arguments += ["-p", String(port)] }
        if let user { arguments += ["-l", user] }
        return arguments + ["--", host, GatherScript.interpreter]
    }

    private static func checking(_ policy: HostKeyPolicy) -> String {
        switch policy {
        case .acceptNew: "accept-new"
        // A fingerprint is refused by the configuration, so this is `strict`.
        case .strict, .fingerprint: "yes"
        }
    }

    /// A path as one word that stands for itself: `ssh` splits at blanks and replaces `%`.
    private static func quoted(_ path: String) -> String {
        var text = ""
        for character in path {
            switch character {
            case "%": text += "%%"
            case "\"", "\\": text += "\\\(character)"
            default: text.append(character)
            }
        }
        return "\"\(text)\""
    }
}
