// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// Logs in to a machine whose host key has been accepted: tries what is configured, in the order `ssh` does.
final class Login {
    /// One thing to try.
    private enum Means {
        case keyFile(String)
        /// Asks the agent for its keys, each of which becomes a means of its own.
        case agentKeys(AgentConnection)
        case agentKey(AgentSigner, AgentConnection)
        case password(Secret)
        case questions(Secret)
    }

    /// Servers close the connection after six refusals.
    private static let mostAgentKeys = 5

    private let session: SSHSession
    private let machine: Machine
    private let agentSocket: String?
    private var means: [Means]?
    private var passphrase: Secret?
    private var offered: [String] = []
    /// What has been tried, for the message.
    private var tried: [String] = []
    /// True once the server has refused something; all else failed on this side.
    private var wasRefused = false

    /// A login over a session after its handshake.
    init(session: SSHSession, machine: Machine, agentSocket: String?) {
        self.session = session
        self.machine = machine
        self.agentSocket = agentSocket
    }

    /// The agent where its answer is due, else the server.
    var waitsFor: Readiness {
        switch means?.first {
        case .agentKeys(let agent):
            return agent.isSending ? .write(agent.descriptor) : .read(agent.descriptor)
        case .agentKey(let signer, let agent) where signer.isWaiting:
            return agent.isSending ? .write(agent.descriptor) : .read(agent.descriptor)
        default:
            return .of(session)
        }
    }

    /// Goes on as far as is possible now; true once logged in.
    func step() throws(LoginError) -> Bool {
        if means == nil {
            guard
                let methods = try wrapped({ () throws(SSHError) in
                    try self.session.loginMethods(of: self.machine.user)
                })
            else { return false }
            if session.isAuthenticated { return true }
            offered = methods
            means = try chooseMeans()
        }
        while let next = means?.first {
            let attempt = try wrapped { () throws(SSHError) in try self.attempt(next) }
            switch attempt {
            case .accepted: return true
            case .blocked: return false
            case .refused:
                wasRefused = true
                means?.removeFirst()
            case .failed: means?.removeFirst()
            }
        }
        throw .refused(VisitFailure(.login, refusal))
    }

    private var refusal: String {
        let offer = "the server offers \(offered.joined(separator: ", "))"
        let means = tried.joined(separator: ", ")
        if wasRefused { return "permission denied, tried \(means); \(offer)" }
        if !tried.isEmpty { return "nothing to log in with, tried \(means); \(offer)" }
        let isAsked =
            machine.credentials.password != nil && offered.contains("keyboard-interactive")
        return "nothing to log in with: \(offer)"
            + (isAsked ? ", which the password answers with keyboard = yes" : "")
    }

    private func attempt(_ means: Means) throws(SSHError) -> SSHSession.Attempt {
        switch means {
        case .keyFile(let path):
            let attempt = try session.logIn(machine.user, keyFile: path, passphrase: passphrase)
            switch attempt {
            case .refused: tried.append("key \(path)\(KeyFile.hint(path))")
            case .failed: tried.append("key \(path)\(unusableHint(path))")
            case .accepted, .blocked: break
            }
            return attempt
        case .password(let secret):
            let attempt = try session.logIn(machine.user, password: secret)
            if case .refused = attempt { tried.append("password") }
            return attempt
        case .questions(let secret):
            let attempt = try session.logIn(machine.user, answering: secret)
            if case .refused = attempt { tried.append("keyboard-interactive") }
            return attempt
        case .agentKey(let signer, _):
            return try session.logIn(machine.user, signer: signer)
        case .agentKeys(let agent):
            return askAgent(agent)
        }
    }

    /// Why a key could not be opened, as far as that can be told.
    private func unusableHint(_ path: String) -> String {
        let hint = KeyFile.hint(path)
        guard hint.isEmpty else { return hint }
        return passphrase == nil
            ? " (needs a passphrase, or is no private key)"
            : " (its passphrase is another, or it is no private key)"
    }

    /// Puts the agent's keys that libssh2 can use behind the question for them.
    private func askAgent(_ agent: AgentConnection) -> SSHSession.Attempt {
        var answer: [UInt8]?
        do throws(AgentConnection.Failure) {
            answer = try agent.answer()
        } catch {
            tried.append("agent (not available)")
            return .failed
        }
        guard let answer else { return .blocked }
        let usable = (AgentMessage.identities(of: answer) ?? []).filter { identity in
            HostKeyType(rawValue: HostKey(blob: identity.blob, sha256: []).type) != nil
        }
        tried.append("agent (\(usable.count) keys)")
        let keys = usable.prefix(Self.mostAgentKeys).map { identity in
            Means.agentKey(AgentSigner(key: identity.blob, agent: agent), agent)
        }
        means?.insert(contentsOf: keys, at: 1)
        return .failed
    }

    private func chooseMeans() throws(LoginError) -> [Means] {
        let credentials = machine.credentials
        var means: [Means] = []
        if offered.contains("publickey") {
            passphrase = try credentials.passphrase.map { source throws(LoginError) in
                try secret(source)
            }
            for path in credentials.keys where !credentials.keysAreOptional || KeyFile.exists(path)
            {
                means.append(.keyFile(path))
            }
            if credentials.usesAgent { means.append(contentsOf: agentMeans()) }
        }
        guard let source = credentials.password else { return means }
        let password = try secret(source)
        if offered.contains("password") { means.append(.password(password)) }
        if credentials.answersQuestions, offered.contains("keyboard-interactive") {
            means.append(.questions(password))
        }
        return means
    }

    private func agentMeans() -> [Means] {
        do throws(AgentConnection.Failure) {
            guard let agentSocket else { throw AgentConnection.Failure() }
            let agent = try AgentConnection(path: agentSocket)
            agent.request(AgentMessage.identitiesRequest)
            return [.agentKeys(agent)]
        } catch {
            tried.append("agent (not available)")
            return []
        }
    }

    private func secret(_ source: SecretSource) throws(LoginError) -> Secret {
        do throws(ToolError) {
            return try source.resolve()
        } catch {
            throw .refused(VisitFailure(.login, error.message))
        }
    }

    private func wrapped<Result>(
        _ body: () throws(SSHError) -> Result
    ) throws(LoginError) -> Result {
        do throws(SSHError) {
            return try body()
        } catch {
            throw .connection(error)
        }
    }
}

/// Why a login failed.
enum LoginError: Error, Equatable {
    /// The connection broke.
    case connection(SSHError)
    /// The server lets nobody in with what there is.
    case refused(VisitFailure)
}
