// SPDX-License-Identifier: MIT

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
    /// The entries of the names asked for so far: each name is asked for twice, for its key types and for its key.
    private var found: [String: [KnownHostsLine]] = [:]

    /// Reads the content of a file.
    init(_ content: [UInt8] = []) {
        self.content = content
        var start = 0
        while start < content.count {
            let end = content[start...].firstIndex(of: 0x0A) ?? content.count
            take(start..<end)
            start = end + 1
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
        look(for: host.all)
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
        look(for: host.all)
        var types: [String] = []
        for name in host.all {
            for line in entries(of: name) where line.marker == .none {
                if !types.contains(line.type) { types.append(line.type) }
            }
            if !types.isEmpty { break }
        }
        return types
    }

    /// The valid entries that concern a name, in their order.
    func entries(of name: String) -> [KnownHostsLine] {
        look(for: [name])
        return found[name] ?? []
    }

    /// Finds the entries of names that were not asked for before, all of them in one pass.
    private func look(for names: [String]) {
        let names = names.filter { found[$0] == nil }
        guard !names.isEmpty else { return }
        if found.count >= Self.mostNames { found = [:] }
        for name in names { found[name] = [] }
        let wanted = names.map { Array($0.utf8) }
        var hash = 0
        for candidate in candidates {
            let matches: [Int]
            if let patterns = candidate.patterns {
                matches = wanted.indices.filter { patterns.matches(wanted[$0]) }
            } else {
                matches = self.matches(wanted, at: hash)
                hash += 2 * NameHash.size
            }
            guard !matches.isEmpty,
                case .entry(let entry) = KnownHostsLine.read(content[candidate.line])
            else { continue }
            for index in matches { found[names[index], default: []].append(entry) }
        }
    }

    /// Which of the names has the hash that stands at a place, after its salt.
    private func matches(_ names: [[UInt8]], at place: Int) -> [Int] {
        hashes.withUnsafeBufferPointer { bytes in
            guard let salt = bytes.baseAddress?.advanced(by: place),
                let key = NameHash(saltAt: salt)
            else { return [] }
            return names.indices.filter { key.matches(names[$0], hash: salt + NameHash.size) }
        }
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
