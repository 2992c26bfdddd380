// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem
import PmonText

/// One visit by way of libssh2, from the lookup of the machine's name to the end of the connection, as a machine of
/// states.
final class Visit: MachineVisit {
    /// What all visits of a process share.
    struct Surroundings {
        let judge: HostKeyJudge
        let agentSocket: String?
    }

    private enum Stage {
        case resolving
        case waitingToLogIn
        case connecting(Dialer)
        case handshaking(SSHSession)
        /// Before a further try, if the server has cut one.
        case pausing(until: Monotonic)
        case loggingIn(SSHSession, Login)
        case gathering(SSHSession, Conversation)
    }

    let site: Inventory.Site
    /// When the time of this machine is over.
    private(set) var deadline: Monotonic
    private let begin: Monotonic
    private let surroundings: Surroundings
    private var stage = Stage.resolving
    private var addresses: [SocketAddress] = []
    private var furtherTries = FurtherTries()
    /// When the machine was last heard, and how much of it.
    private var lastNews: (time: Monotonic, received: Int)

    private(set) var result: Gathered?

    /// A visit that begins now, once `resolved` has been told the machine's addresses.
    init(_ site: Inventory.Site, _ surroundings: Surroundings, now: Monotonic) {
        self.site = site
        self.surroundings = surroundings
        begin = now
        lastNews = (now, 0)
        deadline = now + site.machine.timeout
    }

    func isUnanswered(now: Monotonic, patience: Duration, silence: Duration) -> Bool {
        switch stage {
        case .resolving: now - begin >= patience
        case .connecting: now - lastNews.time >= patience
        case .waitingToLogIn: true
        // It is pmon that takes its time; more such logins at once would take more.
        case .loggingIn(_, let login) where login.isComputing: false
        default: now - lastNews.time >= silence
        }
    }

    var waitsFor: [Readiness] {
        switch stage {
        case .resolving, .waitingToLogIn, .pausing: []
        case .connecting(let dialer): dialer.waitingSockets.map(Readiness.write)
        case .handshaking(let session): [.of(session)]
        case .loggingIn(_, let login): [login.waitsFor]
        case .gathering(let session, _): [.of(session)]
        }
    }

    var wakeTime: Monotonic? {
        switch stage {
        case .waitingToLogIn: nil
        case .connecting(let dialer): min(deadline, dialer.wakeTime ?? deadline)
        case .pausing(let end): min(deadline, end)
        case .gathering(_, let conversation): min(deadline, conversation.wakeTime ?? deadline)
        default: deadline
        }
    }

    var limits: [LoginLimit] {
        switch stage {
        case .resolving, .gathering: []
        default:
            (addresses.first.map { [.address($0)] } ?? [])
                + (site.machine.credentials.passphrase == nil ? [] : [.passphrase])
        }
    }

    var isWaitingToLogIn: Bool {
        if case .waitingToLogIn = stage { true } else { false }
    }

    /// Takes the answer to the lookup of the machine's name.
    func resolved(_ answer: Result<[SocketAddress], VisitFailure>, now: Monotonic) {
        guard case .resolving = stage, result == nil else { return }
        switch answer {
        case .failure(let failure): finish(failure)
        case .success(let addresses):
            self.addresses = addresses.map { $0.at(port: site.machine.port) }
            stage = .waitingToLogIn
        }
    }

    func enter(now: Monotonic) {
        guard isWaitingToLogIn else { return }
        deadline = now + site.machine.timeout
        lastNews.time = now
        stage = .connecting(Dialer(addresses, now: now))
        step(now: now)
    }

    func step(now: Monotonic) {
        guard result == nil, !isWaitingToLogIn else { return }
        do throws(VisitFailure) {
            while try advance(now) {}
        } catch {
            guard tryAgain(after: error, now) else {
                finish(error)
                return
            }
        }
        if result == nil, now >= deadline { finish(outOfTime) }
        if let received = session?.received, received != lastNews.received {
            lastNews = (now, received)
        }
    }

    /// Prepares a further try if a server with too many logins at a time may have cut this one.
    private func tryAgain(after failure: VisitFailure, _ now: Monotonic) -> Bool {
        guard case .handshaking(let session) = stage, failure.kind == .reset,
            let pause = furtherTries.pause(isFull: session.words.sayFull), now + pause < deadline
        else { return false }
        stage = .pausing(until: now + pause)
        lastNews = (now, 0)
        return true
    }

    /// The session, unless another thread uses it.
    private var session: SSHSession? {
        switch stage {
        case .resolving, .waitingToLogIn, .connecting, .pausing: nil
        case .loggingIn(let session, let login): login.isComputing ? nil : session
        case .handshaking(let session), .gathering(let session, _): session
        }
    }

    func cancel(_ failure: VisitFailure) {
        if result == nil { finish(failure) }
    }

    /// Makes the next step; false if something must be waited for or the visit is over.
    private func advance(_ now: Monotonic) throws(VisitFailure) -> Bool {
        switch stage {
        case .resolving, .waitingToLogIn:
            return false
        case .pausing(let end):
            guard now >= end else { return false }
            stage = .connecting(Dialer(addresses, now: now))
        case .connecting(let dialer):
            guard let socket = try dialer.step(now: now) else { return false }
            stage = .handshaking(try start(socket))
            lastNews.time = now
        case .handshaking(let session):
            session.beginTurn()
            guard try peer(session, { () throws(SSHError) in try session.handshake() }) else {
                return false
            }
            guard let key = session.hostKey else {
                throw VisitFailure(.protocolError, "it shows no host key that can be checked")
            }
            try surroundings.judge.judge(key, of: site.machine)
            let login = Login(
                session: session,
                machine: site.machine,
                agentSocket: surroundings.agentSocket
            )
            stage = .loggingIn(session, login)
        case .loggingIn(let session, let login):
            guard !login.isComputing else { return false }
            session.beginTurn()
            guard try loggedIn(session, login) else { return false }
            stage = .gathering(session, Conversation(session, site, time: deadline - now))
        case .gathering(let session, let conversation):
            session.beginTurn()
            guard try peer(session, { () throws(SSHError) in try conversation.step(now: now) })
            else {
                return false
            }
            finish(conversation.isOutOfTime ? outOfTime : conversation.failure)
            return false
        }
        return true
    }

    /// Begins the session over a connected socket, which it takes over whatever comes of it.
    private func start(_ socket: Int32) throws(VisitFailure) -> SSHSession {
        let types: [HostKeyType]
        do throws(VisitFailure) {
            types = try surroundings.judge.offeredTypes(for: site.machine)
        } catch {
            close(socket)
            throw error
        }
        do throws(SSHError) {
            return try SSHSession(socket: socket, hostKeyTypes: types)
        } catch {
            throw VisitFailure(.protocolError, error.detail)
        }
    }

    private func loggedIn(_ session: SSHSession, _ login: Login) throws(VisitFailure) -> Bool {
        do throws(LoginError) {
            return try login.step()
        } catch {
            switch error {
            case .refused(let failure): throw failure
            case .connection(let error):
                let failure = VisitFailure.of(error, on: session)
                // A server that says why it hangs up has refused the login.
                let isRefusal = failure.kind == .reset && session.words.hasFarewell
                throw VisitFailure(
                    isRefusal ? .login : failure.kind,
                    failure.text + login.attempts
                )
            }
        }
    }

    private func peer<Value>(
        _ session: SSHSession,
        _ body: () throws(SSHError) -> Value
    ) throws(VisitFailure) -> Value {
        do throws(SSHError) {
            return try body()
        } catch {
            throw .of(error, on: session)
        }
    }

    private var outOfTime: VisitFailure {
        let place =
            switch stage {
            case .resolving: "looking up its name"
            case .waitingToLogIn: "waiting for its turn"
            case .connecting, .pausing: "connecting"
            case .handshaking: "exchanging keys"
            case .loggingIn: "logging in"
            case .gathering(_, let conversation): conversation.activity
            }
        let limit = DurationText.format(site.machine.timeout)
        return VisitFailure(.timeout, "no answer within \(limit) while \(place)")
    }

    private func finish(_ failure: VisitFailure?) {
        let mask = EvidenceMask(site)
        if case .gathering(let session, let conversation) = stage {
            let failure = failure.map { VisitFailure($0.kind, mask.text($0.text)) }
            result = conversation.end(with: failure)
            session.disconnect()
        }
        let words = session?.words
        // Lets go of the connection at once, not when the visit is forgotten; what the server has said is complete
        // only then.
        stage = .resolving
        let told = (failure?.adding(words)).map { VisitFailure($0.kind, mask.text($0.text)) }
        result = result ?? Gathered(site.gathering, failure: told)
    }
}

extension VisitFailure {
    /// The same with the server's own words, where they may say why.
    fileprivate func adding(_ words: PeerWords?) -> VisitFailure {
        guard let words, kind == .reset || kind == .login || kind == .protocolError else {
            return self
        }
        return VisitFailure(kind, text + words.sentence)
    }
}
