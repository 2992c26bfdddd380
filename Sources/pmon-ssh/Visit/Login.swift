// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonSystem
import PmonText

/// Logs in to a machine whose host key has been accepted: tries what is configured, in the order `ssh` does.
///
/// A server may ask for several proofs (`publickey,password`). libssh2 1.10 reports such a step as a refusal, so the
/// server is asked again what it still wants.
final class Login {
    /// One thing to try.
    private enum Means {
        case keyFile(String)
        /// Asks the agent for its keys, each of which becomes a means of its own; nil for all of them, else one.
        case agentKeys(AgentConnection, only: [UInt8]?)
        case agentKey(AgentSigner, AgentConnection)
        case password(Secret)
        case questions(Secret)
    }

    /// sshd closes the connection after six refusals (MaxAuthTries).
    private static let mostTries = 6
    /// How often the server is asked what it wants.
    private static let mostQuestions = 4

    private let session: SSHSession
    private let machine: Machine
    private let agentSocket: String?
    private var means: [Means]?
    private var passphrase: Secret?
    private var offered: [String] = []
    private var questionCount = 0
    private var log = LoginLog()
    /// The call that opens a key with a passphrase.
    private var opening: LongAttempt?

    /// A login over a session after its handshake.
    init(session: SSHSession, machine: Machine, agentSocket: String?) {
        self.session = session
        self.machine = machine
        self.agentSocket = agentSocket
    }

    /// What has been tried, to be read after a failure; empty before the first attempt.
    var attempts: String { log.attempts }

    /// True as long as the session is used by another thread, and must not be by this one.
    var isComputing: Bool { opening.map { $0.outcome == nil } ?? false }

    /// The agent where its answer is due, else the server.
    var waitsFor: Readiness {
        if let opening { return opening.waitsFor }
        switch means?.first {
        case .agentKeys(let agent, _):
            return agent.isSending ? .write(agent.descriptor) : .read(agent.descriptor)
        case .agentKey(let signer, let agent) where signer.isWaiting:
            return agent.isSending ? .write(agent.descriptor) : .read(agent.descriptor)
        default:
            return .of(session)
        }
    }

    /// Goes on as far as is possible now; true once logged in.
    func step() throws(LoginError) -> Bool {
        while true {
            if means == nil {
                guard
                    let methods = try wrapped({ () throws(SSHError) in
                        try self.session.loginMethods(of: self.machine.user)
                    })
                else { return false }
                if session.isAuthenticated { return true }
                try take(methods)
            }
            guard let next = means?.first else { break }
            let attempt = try wrapped { () throws(SSHError) in try self.attempt(next) }
            switch attempt {
            case .accepted: return true
            case .blocked: return false
            case .failed: means?.removeFirst()
            case .refused, .notEnough:
                log.wasRefused = true
                means?.removeFirst()
                if mayWantMore(after: attempt) { means = nil }
            }
        }
        // A key that is named and not there is a wrong setting, unless something else let pmon in.
        let credentials = machine.credentials
        let isMissing = !credentials.keysAreOptional && !credentials.keys.allSatisfy(KeyFile.exists)
        throw .refused(
            VisitFailure(isMissing ? .config : .login, log.refusal(offered, credentials))
        )
    }

    /// Chooses what to try from what the server offers now.
    private func take(_ methods: [String]) throws(LoginError) {
        // What is not wanted any more has been accepted.
        if questionCount > 0, methods != offered { log.acceptLast() }
        questionCount += 1
        offered = methods
        means = try chooseMeans()
    }

    /// Whether a refusal may have been one step of several: the key was good enough to sign, or something of another
    /// kind is still at hand.
    private func mayWantMore(after attempt: SSHSession.Attempt) -> Bool {
        guard questionCount < Self.mostQuestions else { return false }
        if attempt == .notEnough { return true }
        let isKeyLeft = !machine.credentials.keys.isEmpty || machine.credentials.usesAgent
        return means?.isEmpty == true && isKeyLeft && !offered.contains("publickey")
    }

    private func attempt(_ means: Means) throws(SSHError) -> SSHSession.Attempt {
        switch means {
        case .keyFile(let path):
            log.begin(path)
            guard KeyFile.isRegular(path) else {
                keyFailed(path)
                return .failed
            }
            let attempt = try open(path)
            switch attempt {
            case .refused, .notEnough:
                log.add("key \(path)\(KeyFile.refusalHint(path))")
                // The agent need not offer it again.
                if let key = KeyFile.publicKey(path) { log.begin(key) }
            case .failed: keyFailed(path)
            case .accepted, .blocked: break
            }
            return attempt
        case .password(let secret):
            log.begin("password")
            let attempt = try session.logIn(machine.user, password: secret)
            if case .refused = attempt {
                log.add(session.wantsNewPassword ? "password (has expired)" : "password")
            }
            return attempt
        case .questions(let secret):
            log.begin("keyboard-interactive")
            let attempt = try session.logIn(machine.user, answering: secret)
            if case .refused = attempt { log.add("keyboard-interactive") }
            return attempt
        case .agentKey(let signer, _):
            log.begin(signer.key)
            let attempt = try session.logIn(machine.user, signer: signer)
            if case .blocked = attempt { return attempt }
            log.addAgentKey()
            return attempt
        case .agentKeys(let agent, let key):
            return askAgent(agent, only: key)
        }
    }

    /// Tries a key file; one that needs a passphrase without holding up the others.
    private func open(_ path: String) throws(SSHError) -> SSHSession.Attempt {
        if let opening {
            guard let outcome = opening.outcome else { return .blocked }
            self.opening = nil
            return try outcome.get()
        }
        guard let passphrase else {
            return try session.logIn(machine.user, keyFile: path, passphrase: nil)
        }
        let attempt = { @Sendable [user = machine.user] (session: SSHSession) throws(SSHError) in
            guard let halves = KeyFile.halves(path) else {
                return try session.logIn(user, keyFile: path, passphrase: passphrase)
            }
            return try session.logIn(user, key: halves, passphrase: passphrase)
        }
        do throws(ToolError) {
            opening = try LongAttempt(session, attempt)
            return .blocked
        } catch {
            // Without room for a thread it takes the others' time.
            return try attempt(session)
        }
    }

    /// Takes note of a key that cannot be opened; an agent may hold it open.
    private func keyFailed(_ path: String) {
        log.add("key \(path)\(KeyFile.unusableHint(path, hasPassphrase: passphrase != nil))")
        guard passphrase == nil, machine.credentials.agentOpensKeys, let agentSocket,
            let key = KeyFile.publicKey(path)
        else { return }
        do throws(AgentConnection.Failure) {
            let agent = try AgentConnection(path: agentSocket)
            agent.request(AgentMessage.identitiesRequest)
            means?.insert(.agentKeys(agent, only: key), at: 1)
        } catch {
            // No agent is configured, so there is nothing to say of it.
        }
    }

    /// Puts the agent's keys that libssh2 can use after the question for them.
    private func askAgent(_ agent: AgentConnection, only key: [UInt8]?) -> SSHSession.Attempt {
        var answer: [UInt8]?
        do throws(AgentConnection.Failure) {
            answer = try agent.answer()
        } catch {
            log.add("agent (not available)")
            return .failed
        }
        guard let answer else { return .blocked }
        let all = (AgentMessage.identities(of: answer) ?? []).map(\.blob)
        var usable = all.filter { HostKeyType(rawValue: HostKey(blob: $0, sha256: []).type) != nil }
        if let key { usable = usable.filter { $0 == key } }
        if key == nil || !usable.isEmpty { log.addAgent(keys: all.count, usable: usable.count) }
        usable = inOrder(usable.filter { !log.hasTried($0) })
        means?.insert(
            contentsOf: usable.map { .agentKey(AgentSigner(key: $0, agent: agent), agent) },
            at: 1
        )
        return .failed
    }

    /// The agent's keys in the order of `ssh`, which begins with those that key files name.
    ///
    /// A file whose key the agent holds need not be opened.
    private func inOrder(_ keys: [[UInt8]]) -> [[UInt8]] {
        var first: [[UInt8]] = []
        for path in machine.credentials.keys {
            guard let key = KeyFile.publicKey(path), keys.contains(key) else { continue }
            first.append(key)
            means?.removeAll { if case .keyFile(path) = $0 { true } else { false } }
        }
        let others = keys.filter { !first.contains($0) }
        guard machine.credentials.password != nil else { return first + others }
        // The password needs a try of its own.
        return Array((first + others).prefix(Self.mostTries - 1 - machine.credentials.keys.count))
    }

    private func chooseMeans() throws(LoginError) -> [Means] {
        let credentials = machine.credentials
        var means: [Means] = []
        if offered.contains("publickey") {
            passphrase = try credentials.passphrase.map { source throws(LoginError) in
                try secret(source)
            }
            for path in credentials.keys
            where !log.hasTried(path) && (!credentials.keysAreOptional || KeyFile.exists(path)) {
                means.append(.keyFile(path))
            }
            let agent = credentials.usesAgent ? agentMeans() : []
            // Keys with their usual names come after those of the agent, as `ssh` does it.
            means = credentials.keysAreOptional ? agent + means : means + agent
        }
        guard let source = credentials.password else { return means }
        let password = try secret(source)
        if offered.contains("password"), !log.hasTried("password") {
            means.append(.password(password))
        }
        if credentials.answersQuestions, offered.contains("keyboard-interactive"),
            !log.hasTried("keyboard-interactive")
        {
            means.append(.questions(password))
        }
        return means
    }

    private func agentMeans() -> [Means] {
        do throws(AgentConnection.Failure) {
            guard let agentSocket else { throw AgentConnection.Failure() }
            let agent = try AgentConnection(path: agentSocket)
            agent.request(AgentMessage.identitiesRequest)
            return [.agentKeys(agent, only: nil)]
        } catch {
            log.add("agent (not available)")
            return []
        }
    }

    private func secret(_ source: SecretSource) throws(LoginError) -> Secret {
        do throws(ToolError) {
            return try source.resolve()
        } catch {
            throw .refused(VisitFailure(.config, error.message))
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
