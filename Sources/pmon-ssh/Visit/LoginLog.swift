// SPDX-License-Identifier: MIT

/// What a login has tried, for its message and so that nothing is tried twice.
struct LoginLog {
    /// True once the server has refused something; otherwise all failures were on this side.
    var wasRefused = false

    private enum Entry {
        case text(String)
        /// The agent with its keys, of which so many could be used.
        case agent(keys: Int, usable: Int)
    }

    private var entries: [Entry] = []
    private var agentTries = 0
    private var begun: Set<[UInt8]> = []
    private var accepted: [String] = []

    /// Notes that something is tried: a file, a method, or a key of the agent.
    mutating func begin(_ name: String) { begun.insert(Array(name.utf8)) }

    /// Notes that a key is tried.
    mutating func begin(_ key: [UInt8]) { begun.insert(key) }

    /// Whether it has been tried before.
    func hasTried(_ name: String) -> Bool { begun.contains(Array(name.utf8)) }

    /// Whether the key has been tried before.
    func hasTried(_ key: [UInt8]) -> Bool { begun.contains(key) }

    /// Adds what was tried in vain.
    mutating func add(_ text: String) {
        let isKnown = entries.contains { if case .text(text) = $0 { true } else { false } }
        if !isKnown { entries.append(.text(text)) }
    }

    /// Adds the agent, once.
    mutating func addAgent(keys: Int, usable: Int) {
        let isKnown = entries.contains { if case .agent = $0 { true } else { false } }
        if !isKnown { entries.append(.agent(keys: keys, usable: usable)) }
    }

    /// Counts a key of the agent that was tried in vain.
    mutating func addAgentKey() { agentTries += 1 }

    /// Notes that the server has taken what was tried last, and wants more.
    mutating func acceptLast() {
        guard let last = entries.popLast() else { return }
        accepted.append(text(of: last))
    }

    /// `, tried …`; empty if nothing was.
    var attempts: String {
        let texts = entries.map(text)
        return texts.isEmpty ? "" : ", tried \(texts.joined(separator: ", "))"
    }

    /// Why the login was refused.
    func refusal(_ offered: [String], _ credentials: Credentials) -> String {
        let methods = offered.joined(separator: ", ")
        if !accepted.isEmpty {
            let taken = accepted.joined(separator: ", ")
            return "permission denied: the server accepts \(taken) and also asks for "
                + "\(methods)\(attempts)"
        }
        let offer = "the server offers \(methods)"
        if wasRefused { return "permission denied\(attempts); \(offer)" }
        if !entries.isEmpty { return "nothing to log in with\(attempts); \(offer)" }
        let isAsked =
            credentials.password != nil && offered.contains("keyboard-interactive")
        return "nothing to log in with: \(offer)"
            + (isAsked ? ", which the password answers with keyboard = yes" : "")
    }

    private func text(of entry: Entry) -> String {
        switch entry {
        case .text(let text): return text
        case .agent(let keys, let usable):
            let count = agentTries == keys ? "\(keys)" : "\(agentTries) of \(keys)"
            let noun = keys == 1 ? "key" : "keys"
            let rest = keys > usable ? ", others need type = openssh" : ""
            return "agent (\(count) \(noun)\(rest))"
        }
    }
}
