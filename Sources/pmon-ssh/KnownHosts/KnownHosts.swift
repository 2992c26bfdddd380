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
        /// Where the line stands in `content`.
        let line: Range<Int>
        /// The patterns of its first field; nil if that is a hashed name.
        let patterns: HostPatternList?
    }

    /// Maximum number of names whose lines are remembered.
    private static let mostNames = 4096

    private var content: [UInt8]
    private var candidates: [Candidate] = []
    /// Salt and hash of each candidate that is a hashed name, one after the other.
    private var hashes: [UInt8] = []
    private let nameHash: NameHash?
    /// The entries of the names asked for so far: each name is asked for twice, for its key types and for its key.
    private var found: [String: [KnownHostsLine]] = [:]

    /// Reads the content of a file.
    ///
    /// Throws if it holds hashed names and libcrypto cannot compute them: all hosts would pass as new ones.
    init(_ content: [UInt8] = []) throws(ToolError) {
        self.content = content
        // Prepared first, as the lines are looked at once; it costs little beside them.
        nameHash = NameHash()
        var start = 0
        while start < content.count {
            let end = content[start...].firstIndex(of: 0x0A) ?? content.count
            take(start..<end)
            start = end + 1
        }
        guard nameHash != nil || hashes.isEmpty else {
            throw ToolError(.unavailable, "libcrypto has no HMAC-SHA1, which hashed names need")
        }
    }

    /// Takes up a line of `content`, if its first field can be read.
    private func take(_ line: Range<Int>) {
        guard let field = KnownHostsLine.hosts(content[line]) else { return }
        if HostPatternList.appendHash(field, to: &hashes) {
            candidates.append(Candidate(line: line, patterns: nil))
        } else if let patterns = HostPatternList(field) {
            candidates.append(Candidate(line: line, patterns: patterns))
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
        var hash = 0
        for candidate in candidates {
            let isMatch: Bool
            if let patterns = candidate.patterns {
                isMatch = patterns.matches(bytes, nameHash)
            } else {
                isMatch = nameHash?.matches(bytes, saltAndHash: hashes, at: hash) ?? false
                hash += 2 * NameHash.size
            }
            if isMatch, case .entry(let entry) = KnownHostsLine.read(content[candidate.line]) {
                entries.append(entry)
            }
        }
        if found.count >= Self.mostNames { found = [:] }
        found[name] = entries
        return entries
    }

    /// Takes up a line that was appended to the file for one name.
    func append(_ line: [UInt8], for name: String) {
        let start = content.count
        content += line
        take(start..<content.count)
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
