// SPDX-License-Identifier: MIT

import PmonCore

/// The entries of a known_hosts file, read as OpenSSH reads them.
///
/// libssh2's own reader ignores `@revoked`, wildcards and negation, and gives up at the first bad line. A key is read
/// only where its line concerns the host: a file may have many thousand lines.
final class KnownHosts {
    /// What the file says of a host and the key it has shown.
    enum Answer: Equatable {
        /// The key is the host's.
        case known
        /// No key of the host is known, of any type.
        case unknown
        /// Other keys of the host are known, of these types.
        case changed(knownTypes: [String])
        /// The key is marked as revoked.
        case revoked
    }

    /// A line with a readable first field.
    private struct Candidate {
        let hosts: HostPatternList
        let line: ArraySlice<UInt8>
    }

    /// Maximum number of names whose lines are remembered.
    private static let mostNames = 4096

    private var candidates: [Candidate]
    private let nameHash: NameHash?
    /// The entries of the names asked for so far: each name is asked for twice, for its key types and for its key.
    private var found: [String: [KnownHostsLine]] = [:]

    /// Reads the content of a file.
    ///
    /// Throws if it holds hashed names and libcrypto cannot compute them: all hosts would pass as new ones.
    init(_ content: [UInt8] = []) throws(ToolError) {
        var candidates: [Candidate] = []
        var hasHashes = false
        for line in content.split(separator: 0x0A) {
            guard let field = KnownHostsLine.hosts(line), let hosts = HostPatternList(field) else {
                continue
            }
            if case .hashed = hosts { hasHashes = true }
            candidates.append(Candidate(hosts: hosts, line: line))
        }
        self.candidates = candidates
        nameHash = hasHashes ? NameHash() : nil
        guard nameHash != nil || !hasHashes else {
            throw ToolError(.unavailable, "libcrypto has no HMAC-SHA1, which hashed names need")
        }
    }

    /// The verdict on a key, as `ssh` comes to it: by the name with its port, then by the bare name if only that
    /// one knows the key.
    func answer(for host: HostName, key: [UInt8]) -> Answer {
        let answer = answer(for: host.full, key: key)
        guard let bare = host.withoutPort, answer != .revoked, answer != .known else {
            return answer
        }
        switch self.answer(for: bare, key: key) {
        case .revoked: return .revoked
        case .known where answer == .unknown: return .known
        default: return answer
        }
    }

    /// The types of keys known for a host, most wanted first, each once; the server is asked for these.
    func types(for host: HostName) -> [String] {
        var types: [String] = []
        for name in [host.full, host.withoutPort].compactMap({ $0 }) {
            for line in entries(of: name) where line.marker == .none {
                if !types.contains(line.type) { types.append(line.type) }
            }
            if !types.isEmpty { break }
        }
        return types
    }

    /// The valid entries that concern a name, in their order.
    func entries(of name: String) -> [KnownHostsLine] {
        if let known = found[name] { return known }
        let bytes = Array(name.utf8)
        var entries: [KnownHostsLine] = []
        for candidate in candidates where candidate.hosts.matches(bytes, nameHash) {
            if case .entry(let entry) = KnownHostsLine.read(candidate.line) {
                entries.append(entry)
            }
        }
        if found.count >= Self.mostNames { found = [:] }
        found[name] = entries
        return entries
    }

    /// Takes up a line that was appended to the file for one name.
    func append(_ line: [UInt8], for name: String) {
        guard let field = KnownHostsLine.hosts(line[...]), let hosts = HostPatternList(field) else {
            return
        }
        candidates.append(Candidate(hosts: hosts, line: line[...]))
        found[name] = nil
    }

    private func answer(for name: String, key: [UInt8]) -> Answer {
        let entries = entries(of: name)
        if entries.contains(where: { $0.marker == .revoked && $0.blob == key }) { return .revoked }
        let own = entries.filter { $0.marker == .none }
        if own.isEmpty { return .unknown }
        return own.contains { $0.blob == key } ? .known : .changed(knownTypes: own.map(\.type))
    }
}
