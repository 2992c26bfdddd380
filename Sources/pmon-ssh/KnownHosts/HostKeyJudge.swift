// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem

/// Decides whether a server is the machine it should be, before anything secret is sent to it.
final class HostKeyJudge {
    private var files: [String: KnownHostsFile] = [:]
    private let owner: FileOwner?

    /// A judge whose new files go to that owner.
    init(owner: FileOwner? = nil) {
        self.owner = owner
    }

    /// The algorithms to offer, the types of known keys first: a server then shows the key that can be compared.
    ///
    /// Throws if known_hosts cannot be read.
    func offeredTypes(for machine: Machine) throws(VisitFailure) -> [HostKeyType] {
        let known = try entries(machine).types(for: machine.hostName)
        // In the order of `ssh`, whatever the order of the file.
        let preferred = HostKeyType.allCases.filter { known.contains($0.rawValue) }
        return preferred + HostKeyType.allCases.filter { !preferred.contains($0) }
    }

    /// Accepts a key or throws why it is refused; a new host is remembered if the policy takes new hosts.
    func judge(_ key: HostKey, of machine: Machine) throws(VisitFailure) {
        let answer = try entries(machine).answer(for: machine.hostName, key: key.blob)
        // A revoked key is refused whatever else speaks for it.
        if answer == .revoked {
            throw refusal("its host key \(key.fingerprint) is revoked", machine)
        }
        switch machine.hostKeyPolicy {
        case .fingerprint(let expected):
            guard key.fingerprint == expected else {
                // Not of the file's making, so nothing to look up there; a fingerprint may be that of another type.
                throw VisitFailure(
                    .hostKey,
                    "its host key has changed: expected \(expected), found \(key.fingerprint) of type \(key.type)"
                )
            }
        case .strict:
            try accept(answer, key, machine) { () throws(VisitFailure) in
                throw self.refusal("its host key \(key.fingerprint) is not known", machine)
            }
        case .acceptNew:
            try accept(answer, key, machine) { () throws(VisitFailure) in
                try self.remember(key, machine)
            }
        }
    }

    private func accept(
        _ answer: KnownHosts.Answer,
        _ key: HostKey,
        _ machine: Machine,
        unknown: () throws(VisitFailure) -> Void
    ) throws(VisitFailure) {
        switch answer {
        case .known: return
        case .unknown: try unknown()
        case .revoked: throw refusal("its host key \(key.fingerprint) is revoked", machine)
        case .changed(let types):
            if types.contains(key.type) {
                throw refusal("its host key has changed to \(key.fingerprint)", machine)
            }
            throw refusal(
                "it shows a key of type \(key.type), but only \(types.joined(separator: ", ")) is known",
                machine
            )
        }
    }

    private func remember(_ key: HostKey, _ machine: Machine) throws(VisitFailure) {
        let answer: KnownHosts.Answer
        do throws(ToolError) {
            answer = try file(machine).add(machine.hostName, key: key)
        } catch {
            throw VisitFailure(.hostKey, "its new host key cannot be kept: \(error.message)")
        }
        try accept(answer, key, machine) { () throws(VisitFailure) in
            throw self.refusal("its host key \(key.fingerprint) is not known", machine)
        }
    }

    private func entries(_ machine: Machine) throws(VisitFailure) -> KnownHosts {
        do throws(ToolError) {
            return try file(machine).entries()
        } catch {
            throw VisitFailure(.hostKey, "its host key cannot be checked: \(error.message)")
        }
    }

    private func file(_ machine: Machine) -> KnownHostsFile {
        if let file = files[machine.knownHosts] { return file }
        let file = KnownHostsFile(path: machine.knownHosts, owner: owner)
        files[machine.knownHosts] = file
        return file
    }

    private func refusal(_ text: String, _ machine: Machine) -> VisitFailure {
        VisitFailure(.hostKey, "\(text), see \(machine.knownHosts)")
    }
}
