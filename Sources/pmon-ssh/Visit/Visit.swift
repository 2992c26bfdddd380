// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// One visit to a machine, from the lookup of its name to the end of the connection, as a machine of states.
///
/// No step blocks. Whoever drives it calls `step` when `waitsFor` is ready or `wakeTime` has come.
final class Visit {
    /// What all visits of a process share.
    struct Surroundings {
        let judge: HostKeyJudge
        let agentSocket: String?
    }

    private enum Stage {
        case resolving
        case connecting(Dialer)
        case handshaking(SSHSession)
        case loggingIn(SSHSession, Login)
        case gathering(SSHSession, Conversation)
    }

    let site: Inventory.Site
    /// When the time of this machine is over.
    let deadline: Monotonic
    private let begin: Monotonic
    private let surroundings: Surroundings
    private var stage = Stage.resolving
    /// When the machine was last heard, and how much of it.
    private var lastNews: (time: Monotonic, received: Int)

    /// What the visit has brought; nil while it lasts.
    private(set) var result: Gathered?

    /// A visit that begins now, once `resolved` has been told the machine's addresses.
    init(_ site: Inventory.Site, _ surroundings: Surroundings, now: Monotonic) {
        self.site = site
        self.surroundings = surroundings
        begin = now
        lastNews = (now, 0)
        deadline = now + site.machine.timeout
    }

    /// Whether the machine keeps silent, at first for `patience`, once connected for `silence`: then the visit costs
    /// next to nothing.
    func isUnanswered(now: Monotonic, patience: Duration, silence: Duration) -> Bool {
        switch stage {
        case .resolving, .connecting: now - begin >= patience
        default: now - lastNews.time >= silence
        }
    }

    /// What is to be waited for.
    var waitsFor: [Readiness] {
        switch stage {
        case .resolving: []
        case .connecting(let dialer): dialer.waitingSockets.map(Readiness.write)
        case .handshaking(let session): [.of(session)]
        case .loggingIn(_, let login): [login.waitsFor]
        case .gathering(let session, _): [.of(session)]
        }
    }

    /// When `step` has something to do even if nothing is ready.
    var wakeTime: Monotonic {
        guard case .connecting(let dialer) = stage, let time = dialer.wakeTime else {
            return deadline
        }
        return min(deadline, time)
    }

    /// Takes the answer to the lookup of the machine's name.
    func resolved(_ answer: Result<[SocketAddress], VisitFailure>, now: Monotonic) {
        guard case .resolving = stage, result == nil else { return }
        switch answer {
        case .failure(let failure): finish(failure)
        case .success(let addresses):
            stage = .connecting(Dialer(addresses, now: now))
            step(now: now)
        }
    }

    /// Goes on as far as is possible now.
    func step(now: Monotonic) {
        guard result == nil else { return }
        do throws(VisitFailure) {
            while try advance(now) {}
        } catch {
            finish(error)
            return
        }
        if result == nil, now >= deadline { finish(outOfTime) }
        if let received = session?.received, received != lastNews.received {
            lastNews = (now, received)
        }
    }

    private var session: SSHSession? {
        switch stage {
        case .resolving, .connecting: nil
        case .handshaking(let session), .loggingIn(let session, _), .gathering(let session, _):
            session
        }
    }

    /// Ends the visit where it stands.
    func cancel(_ failure: VisitFailure) {
        if result == nil { finish(failure) }
    }

    /// Makes the next step; false if something must be waited for or the visit is over.
    private func advance(_ now: Monotonic) throws(VisitFailure) -> Bool {
        switch stage {
        case .resolving:
            return false
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
            session.beginTurn()
            guard try loggedIn(session, login) else { return false }
            stage = .gathering(session, Conversation(session, site))
        case .gathering(let session, let conversation):
            session.beginTurn()
            guard try peer(session, { () throws(SSHError) in try conversation.step() }) else {
                return false
            }
            finish(conversation.failure)
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
            case .connection(let error): throw .of(error, on: session)
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
            case .connecting: "connecting"
            case .handshaking: "exchanging keys"
            case .loggingIn: "logging in"
            case .gathering(_, let conversation): conversation.activity
            }
        let limit = DurationText.format(site.machine.timeout)
        return VisitFailure(.timeout, "no answer within \(limit) while \(place)")
    }

    private func finish(_ failure: VisitFailure?) {
        if case .gathering(let session, let conversation) = stage {
            result = conversation.end(with: failure)
            session.disconnect()
        } else {
            result = Gathered(site.gathering, failure: failure)
        }
        // Lets go of the connection at once, not when the visit is forgotten.
        stage = .resolving
    }
}
