// SPDX-License-Identifier: MIT

/// The entries of a known_hosts file, read as OpenSSH reads them.
///
/// libssh2's own reader ignores `@revoked`, wildcards and negation, and gives up at the first bad line.
struct KnownHosts: Equatable {
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

    /// The valid entries in their order.
    let lines: [KnownHostsLine]
    /// Numbers of the malformed lines, from 1.
    let malformed: [Int]

    /// Reads the content of a file.
    init(_ content: [UInt8] = []) {
        var lines: [KnownHostsLine] = []
        var malformed: [Int] = []
        let all = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in all.enumerated() {
            switch KnownHostsLine.read(line) {
            case .nothing: break
            case .entry(let entry): lines.append(entry)
            case .malformed: malformed.append(index + 1)
            }
        }
        self.lines = lines
        self.malformed = malformed
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
            for line in lines where line.marker == .none && line.hosts.matches(name) {
                if !types.contains(line.type) { types.append(line.type) }
            }
            if !types.isEmpty { break }
        }
        return types
    }

    private func answer(for name: String, key: [UInt8]) -> Answer {
        let entries = lines.filter { $0.hosts.matches(name) }
        if entries.contains(where: { $0.marker == .revoked && $0.blob == key }) { return .revoked }
        let own = entries.filter { $0.marker == .none }
        if own.isEmpty { return .unknown }
        return own.contains { $0.blob == key } ? .known : .changed(knownTypes: own.map(\.type))
    }
}
