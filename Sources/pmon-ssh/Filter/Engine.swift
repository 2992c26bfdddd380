// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonJSON
import PmonSystem
import PmonText
import PmonTool

/// Visits machines: one loop over poll(2) on a thread of its own drives all visits.
final class Engine {
    /// A visit that has got no answer for so long leaves its turn to the next machine, so that machines that are
    /// off do not hold up those that are on.
    static let patience = Duration.milliseconds(500)
    /// The same for a machine that was connected to and keeps silent, as one that swaps or whose disk hangs: longer,
    /// so that a fleet that is merely slow is not asked for more at once.
    static let silence = Duration.seconds(2)
    /// Maximum number of visits without an answer, beside those that have one.
    static let mostUnanswered = 256

    private let inventory: Inventory
    private let concurrency: Int
    private let inbox: Inbox
    private let log: Diagnostics
    private let resolver: NameResolver
    private let mailbox: NameMailbox
    private let surroundings: Visit.Surroundings
    private var coordinator: VisitCoordinator
    /// Visits under way, by their machine's index.
    private var visits: [Int: any MachineVisit] = [:]
    /// Visits that wait for their limits, in the order of their arrival.
    private var waitingToLogIn: [Int] = []
    /// Machines that wait for their turn.
    private var queue: [Int] = []
    private var isClosed = false
    private let began = Monotonic.now()
    private var visited = 0
    private var failed = 0

    /// An engine that works for an inbox and hands finished lines to `post`.
    init(
        _ inventory: Inventory,
        _ settings: PmonSettings,
        inbox: Inbox,
        concurrency: Int,
        log: Diagnostics,
        resolver: NameResolver? = nil,
        post: @escaping (@escaping OutputWriter.Line) -> Void
    ) {
        self.inventory = inventory
        self.concurrency = concurrency
        self.inbox = inbox
        self.log = log
        let callers = concurrency + Self.mostUnanswered
        self.resolver =
            resolver
            ?? NameResolver(threadLimit: callers + NameResolver.mostForgotten, callers: callers)
        mailbox = NameMailbox { [wake = inbox.wake] in wake.wake() }
        surroundings = Visit.Surroundings(
            judge: HostKeyJudge(owner: FileOwner(like: settings.dataFile)),
            agentSocket: LoginEnvironment.current().agentSocket
        )
        coordinator = VisitCoordinator(inventory, settings, post: post)
    }

    /// Works until the inbox is closed and all requests are answered.
    func run() {
        while true {
            takeRequests()
            takeAddresses()
            startVisits()
            admitWaiting()
            if isClosed, visits.isEmpty, queue.isEmpty { break }
            waitAndStep()
        }
        let seconds = JSONNumber((Monotonic.now() - began).inSeconds, decimals: 2).text
        log.info("\(visited) visits to machines, \(failed) failed, \(seconds) s")
    }

    private func takeRequests() {
        inbox.wake.drain()
        let content = inbox.take()
        for request in content.requests { take(request) }
        isClosed = content.isClosed
        if content.isCancelled { cancelAll() }
    }

    private func take(_ request: Request) {
        guard let entry = inventory.entries[request.target] else { return }
        switch entry.site {
        case .failure(let failure): coordinator.refuse(request, failure)
        case .success(let site):
            if coordinator.take(request, site: site, now: .now()) == .needsVisit {
                queue.append(site)
            }
        }
    }

    private func takeAddresses() {
        for delivery in mailbox.takeAll() {
            resolve(delivery.number, delivery.reply.answer.mapError(VisitFailure.init))
        }
    }

    private func startVisits() {
        let now = Monotonic.now()
        var places = concurrency
        if !queue.isEmpty {
            let unanswered = visits.values.count {
                !$0.isWaitingToLogIn
                    && $0.isUnanswered(now: now, patience: Self.patience, silence: Self.silence)
            }
            // One that waits for a limit costs nothing and must not keep others waiting.
            places += min(unanswered, Self.mostUnanswered) + waitingToLogIn.count
        }
        while visits.count < places, !queue.isEmpty { start(queue.removeFirst(), now) }
    }

    private func start(_ site: Int, _ now: Monotonic) {
        let machine = inventory.sites[site].machine
        log.debug("\(machine.label): begins")
        if let arguments = machine.openSSH {
            visits[site] = OpenSSHVisit(inventory.sites[site], arguments, now: now)
            waitingToLogIn.append(site)
            return
        }
        let visit = Visit(inventory.sites[site], surroundings, now: now)
        visits[site] = visit
        if let address = SocketAddress(numeric: machine.host) {
            return resolve(site, .success([address]))
        }
        // The name is not at fault, and a queue would hold the visit up for as long as others hang.
        guard resolver.hasRoom else { return resolve(site, .failure(.noRoomForName)) }
        let known = resolver.ask(NameQuestion(host: machine.host), until: visit.deadline) {
            [mailbox] in mailbox.post($0, number: site)
        }
        if let known { resolve(site, known.answer.mapError(VisitFailure.init)) }
    }

    /// Hands a visit the addresses of its machine, and lets it wait for its limits.
    private func resolve(_ site: Int, _ answer: Result<[SocketAddress], VisitFailure>) {
        guard let visit = visits[site] as? Visit else { return }
        visit.resolved(answer, now: .now())
        if visit.isWaitingToLogIn { waitingToLogIn.append(site) }
        collect(site)
    }

    /// Lets visits in where there is room: few may log in to one server at once, silent ones apart.
    private func admitWaiting() {
        guard !waitingToLogIn.isEmpty else { return }
        let now = Monotonic.now()
        var limiter = LoginLimiter()
        for visit in visits.values where !visit.isWaitingToLogIn {
            let isSilent = visit.isUnanswered(
                now: now,
                patience: Self.patience,
                silence: Self.silence
            )
            if !isSilent { limiter.occupy(visit.limits) }
        }
        var stays: [Int] = []
        for site in waitingToLogIn {
            guard let visit = visits[site], visit.isWaitingToLogIn else { continue }
            if limiter.admit(visit.limits) {
                visit.enter(now: now)
                collect(site)
            } else {
                stays.append(site)
            }
        }
        waitingToLogIn = stays
    }

    /// Waits until something can go on, and lets it.
    private func waitAndStep() {
        var waits = [pollfd(fd: inbox.wake.readEnd, events: Int16(POLLIN), revents: 0)]
        var owners: [Int] = []
        var wakeTime: Monotonic?
        for (site, visit) in visits {
            for readiness in visit.waitsFor {
                waits.append(
                    pollfd(fd: readiness.descriptor, events: readiness.events, revents: 0)
                )
                owners.append(site)
            }
            if let time = visit.wakeTime { wakeTime = min(wakeTime ?? time, time) }
        }
        // A machine in the queue or waiting for a limit may take the place of a visit that goes on being unanswered.
        if !queue.isEmpty || !waitingToLogIn.isEmpty {
            let look = Monotonic.now() + Self.patience
            wakeTime = min(wakeTime ?? look, look)
        }
        poll(&waits, nfds_t(waits.count), timeout(until: wakeTime))
        var due = Set<Int>()
        for (wait, owner) in zip(waits.dropFirst(), owners) where wait.revents != 0 {
            due.insert(owner)
        }
        let now = Monotonic.now()
        for (site, visit) in visits {
            guard due.contains(site) || visit.wakeTime.map({ now >= $0 }) ?? false else { continue }
            visit.step(now: now)
            collect(site)
        }
    }

    /// Milliseconds from now, rounded up; -1 for ever.
    private func timeout(until time: Monotonic?) -> Int32 {
        guard let time else { return -1 }
        let nanoseconds = max(0, time.nanoseconds - Monotonic.now().nanoseconds)
        return Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
    }

    /// Answers the requests for a machine if its visit is over.
    private func collect(_ site: Int) {
        guard let result = visits[site]?.result else { return }
        visits[site] = nil
        let label = inventory.sites[site].machine.label
        visited += 1
        if let failure = result.failure {
            failed += 1
            log.info("\(label): \(failure.text)")
        } else {
            log.debug("\(label): done")
        }
        coordinator.close(site: site, with: result, now: .now())
    }

    private func cancelAll() {
        let failure = VisitFailure(.stopped, "pmon-ssh was told to stop")
        for (site, visit) in visits {
            visit.cancel(failure)
            collect(site)
        }
        for site in queue {
            let nothing = Gathered(inventory.sites[site].gathering, failure: failure)
            coordinator.close(site: site, with: nothing, now: .now())
        }
        queue = []
    }
}
