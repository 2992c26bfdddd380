// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonPattern
import PmonRecord
import PmonSystem
import PmonText
import PmonTool

/// Runs checks on one thread: takes jobs, resolves, transfers, pauses, and hands over what came of them.
final class ProbeLoop {
    /// What all loops share.
    struct Services: Sendable {
        let queue: JobQueue
        let sink: RecordSink
        let resolver: NameResolver
        /// Checks at once in one loop.
        let window: Int
        /// True if explanations are wanted.
        let explains: Bool
        /// Gets a line a failure, and one a scan.
        let log: Diagnostics
    }

    private let services: Services
    private let multi: MultiLoop
    private let mailbox: NameMailbox
    private let patterns = PatternCache()
    /// The check that each handle works for, by the handle's tag.
    private var transfers: [Check?] = []
    private var resolving: [Int: Resolving] = [:]
    /// Checks of single addresses that wait for room; they go before new jobs.
    private var waiting: [Check] = []
    /// Connections and sockets that no transfer drives any more.
    private var sockets = LoopSockets()
    private var pausing: [(until: Monotonic, check: Check)] = []
    /// Tags of handles that are gone.
    private var freeTags: [Int] = []
    private var batch = RecordSink.Batch()
    /// Bytes of the records of the batch before, as many as the next one may need.
    private var usualSize = 0
    private var lastNumber = 0
    /// True while tries wait for lookups to end.
    private var isHeldBack = false

    init(_ services: Services) throws(CurlError) {
        self.services = services
        // Connections are kept for steps alone.
        multi = try MultiLoop(connectionCache: 4)
        mailbox = NameMailbox { [waker = multi.waker] in waker.wake() }
        services.queue.register(multi.waker)
    }

    private var active: Int { multi.count + resolving.count + pausing.count + sockets.ownCount }

    /// Works until the queue is finished and all checks are done.
    func run() throws(CurlError) {
        while true {
            isHeldBack = false
            try multi.perform()
            try finishTransfers()
            if !sockets.isEmpty { try goOn() }
            try deliverNames()
            try expire(.now())
            // Last, so that what ended makes room; libcurl does not wait with a transfer that was just added.
            try admit()
            if !batch.isEmpty {
                usualSize = min(batch.lines.count, 1 << 16)
                services.sink.push(batch)
                batch = RecordSink.Batch()
            }
            if active + waiting.count == 0, services.queue.isFinished { return }
            try sockets.wait(multi, limit: waitLimit())
        }
    }

    /// Starts as many checks as the window has room for.
    private func admit() throws(CurlError) {
        guard active < services.window, !services.sink.isCongested else { return }
        while active < services.window, mayTry(), let check = nextCheck() {
            try take(check.beginTry(), check)
        }
    }

    private func nextCheck() -> Check? {
        if !waiting.isEmpty { return waiting.removeFirst() }
        return services.queue.next(for: multi.waker).map {
            Check($0, patterns: patterns, explains: services.explains)
        }
    }

    /// False while names that do not answer hold so many lookups that a further try could be without one.
    private func mayTry() -> Bool {
        isHeldBack = !services.resolver.hasRoom
        return !isHeldBack
    }

    private func take(_ step: Check.Step, _ check: Check) throws(CurlError) {
        switch step {
        case .request:
            guard let hop = check.hop else { return }
            try resolve(Resolving(check, hop: hop))
        case .pause:
            pausing.append((.now() + check.target.plan.retryPause, check))
        case .done:
            finish(check)
        }
    }

    /// Asks for the next name that a check needs, or starts its transfer if there is none.
    private func resolve(_ present: Resolving) throws(CurlError) {
        var present = present
        while let question = present.question {
            lastNumber += 1
            let number = lastNumber
            let mailbox = mailbox
            let known = services.resolver.ask(question, until: present.check.deadline) { reply in
                mailbox.post(reply, number: number)
            }
            guard case .success(let addresses)? = known?.answer else {
                resolving[number] = present
                return
            }
            present.take(addresses.map(\.text))
        }
        let check = present.check
        let isNamed = check.hop.map { !$0.parts.isNumeric } ?? false
        if check.splits, !present.serverAddresses.isEmpty {
            let group = AddressGroup(
                check,
                addresses: present.serverAddresses,
                resolving: isNamed ? .now() - present.began : nil
            )
            waiting += group.addresses.indices.map { Check(of: $0, in: group) }
            return
        }
        if isNamed { check.resolved(in: .now() - present.began) }
        if check.hop?.parts.scheme == .ping {
            return try startEcho(check, to: present.serverAddresses)
        }
        let handle = try makeHandle()
        try check.prepare(handle, route: present.route)
        transfers[handle.tag] = check
        try multi.add(handle)
    }

    private func startEcho(_ check: Check, to addresses: [String]) throws(CurlError) {
        do throws(EchoProblem) {
            sockets.append(try Echo(check, addresses: addresses))
        } catch {
            try take(check.echoFailed(error), check)
        }
    }

    /// A fresh handle, so that nothing of one transfer can reach another.
    ///
    /// Used again, a handle of libcurl before 8.1.0 keeps a pointer to the last header of the transfer before, which is
    /// freed by then; a reply whose first header line begins with a blank is appended to it.
    private func makeHandle() throws(CurlError) -> EasyHandle {
        let handle = try EasyHandle()
        if let tag = freeTags.popLast() {
            handle.tag = tag
        } else {
            handle.tag = transfers.count
            transfers.append(nil)
        }
        return handle
    }

    /// Takes the resolver's answers.
    private func deliverNames() throws(CurlError) {
        for delivery in mailbox.takeAll() {
            // Nobody waits any more where the check timed out before.
            guard var present = resolving.removeValue(forKey: delivery.number) else { continue }
            switch delivery.reply.answer {
            case .success(let addresses):
                present.take(addresses.map(\.text))
                try resolve(present)
            case .failure(let failure):
                guard let name = present.names.first else { continue }
                if delivery.reply.began < present.check.tryBegan, !present.hasAskedAgain {
                    present.askAgain()
                    try resolve(present)
                    continue
                }
                present.check.resolved(in: .now() - present.began)
                let step = present.check.resolvingFailed(name.host, failure, isProxy: name.isProxy)
                try take(step, present.check)
            }
        }
    }

    private func finishTransfers() throws(CurlError) {
        while let (handle, code) = try multi.nextFinished() {
            guard let check = transfers[handle.tag] else { continue }
            if code == .ok, let dialogue = check.dialogue(over: handle) {
                sockets.append(dialogue)
                continue
            }
            release(handle)
            if services.queue.isStopping { check.isLastTry = true }
            let step = check.ended(handle, code)
            try multi.remove(handle)
            try take(step, check)
        }
    }

    private func release(_ handle: EasyHandle) {
        transfers[handle.tag] = nil
        freeTags.append(handle.tag)
    }

    /// Lets the dialogues go on whose sockets are ready.
    private func goOn() throws(CurlError) {
        for (socket, step) in sockets.proceed(.now()) {
            if let handle = socket.handle {
                release(handle)
                try multi.remove(handle)
            }
            if services.queue.isStopping { socket.check.isLastTry = true }
            try take(step, socket.check)
        }
    }

    /// Ends checks whose time ran out while resolving, and starts the next try of those whose pause is over.
    private func expire(_ now: Monotonic) throws(CurlError) {
        for (number, present) in resolving where present.check.deadline <= now {
            resolving[number] = nil
            let host = present.names.first?.host ?? ""
            present.check.resolved(in: now - present.began)
            try take(present.check.resolvingTimedOut(host), present.check)
        }
        guard !pausing.isEmpty else { return }
        let isStopping = services.queue.isStopping
        let due = pausing.filter { $0.until <= now || isStopping }
        pausing.removeAll { $0.until <= now || isStopping }
        for (until, check) in due {
            if isStopping {
                finish(check)
            } else if mayTry() {
                try take(check.beginTry(), check)
            } else {
                pausing.append((until, check))
            }
        }
    }

    /// Milliseconds until something of this loop's own is due; libcurl adds its own timers.
    private func waitLimit() -> Int {
        if services.sink.isCongested || isHeldBack { return 20 }
        var next = pausing.map(\.until).min()
        for present in resolving.values {
            next = min(next ?? present.check.deadline, present.check.deadline)
        }
        if let wakes = sockets.wakes { next = min(next ?? wakes, wakes) }
        guard let next else { return 1000 }
        return min(max(Int(next.microseconds(since: .now()) / 1000) + 1, 0), 1000)
    }

    private func log(_ check: Check, _ outcome: CheckOutcome) {
        let scan = check.job.scan
        let isFailure = outcome.reason != nil
        services.log.say(isFailure ? .info : .debug, outcome.line(of: check.job.target))
        if scan.tally.add(failed: isFailure, total: scan.count) {
            services.log.info("scan \(scan.run): \(scan.tally.text)")
        }
    }

    private func finish(_ check: Check) {
        guard let (group, place) = check.member else { return finish(check, check.result) }
        if let whole = group.take(check.result, of: place) { finish(group.check, whole) }
    }

    private func finish(_ check: Check, _ outcome: CheckOutcome) {
        if batch.lines.isEmpty { batch.lines.reserveCapacity(usualSize) }
        RecordBuilder.append(
            outcome,
            target: check.job.target,
            scan: check.job.scan,
            began: check.began,
            to: &batch.lines
        )
        batch.lines.append(0x0A)
        if services.explains {
            let text = Explanation(outcome, target: check.job.target, at: check.began).text
            batch.explanations += text.utf8
        }
        batch.indexes.append(check.job.index)
        let reason = outcome.reason
        log(check, outcome)
        if reason != nil { batch.failures += 1 }
        if reason == .config || check.job.target.addressFault != nil { batch.misconfigured += 1 }
    }
}
