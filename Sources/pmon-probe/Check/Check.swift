// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonPattern
import PmonRecord
import PmonSystem
import PmonText

/// One check of one address, from its first try to its outcome; it belongs to the loop that runs it.
final class Check: TransferReceiver {
    /// What is to be done next.
    enum Step {
        /// Send the request of `hop`.
        case request
        /// Try again after the pause.
        case pause
        /// Nothing: the outcome stands.
        case done
    }

    /// What is checked, for which scan.
    let job: Job
    /// The address that is checked, where each of a name's is checked by itself.
    let member: (group: AddressGroup, place: Int)?
    /// When the check began.
    let began: Timestamp
    /// When the present try began.
    private(set) var tryBegan = Monotonic.now()
    /// The present request; nil where the address is malformed.
    var hop: Hop?
    /// What was found out so far.
    var outcome = CheckOutcome()
    /// True if no further try is made.
    var isLastTry = false
    let patterns: PatternCache
    let explains: Bool
    private(set) var received = 0
    /// True once the first piece of the body came.
    private var hasBody = false
    private var head = ReplyHead()
    /// When the reply to a request with a body began.
    private var replyBegan: Monotonic?
    /// True if the reply's own body does not matter, because it is a redirect; nil until it is looked at.
    private var leadsOn: Bool?
    /// Cookies of the replies that redirected.
    var cookies: CookieList?
    /// True once the present handle takes cookies.
    private var keepsCookies = false
    var observer: BodyObserver?
    /// Undoes the content encodings of the present reply; nil where there is nothing to undo, or nobody looks.
    private var decoding: ContentDecoding?
    private var decodingProblem: DecodingProblem?
    private(set) var start = BodyStart()
    /// True if a value that is to be captured may stand in the body as it would be shown.
    var hidesBody = false
    private(set) var capture: CertificateCapture?
    /// What a server of mail or files said; nil for other protocols.
    private(set) var lines: ServerLines?
    /// When the present request went to libcurl.
    private(set) var requestBegan = Monotonic.now()
    private(set) var tries = 0
    /// What is asked at present: the job's target, or a step of it.
    var target: ProbeTarget
    /// Where the check is among its steps; nil for a check of one request and its redirects.
    let steps: StepRun?
    /// When the present step began; the try, where there are no steps.
    var stepBegan = Monotonic.now()

    /// A check of a job, with the patterns of the loop that runs it; `explains` if its record alone is not enough.
    init(_ job: Job, patterns: PatternCache, explains: Bool = false) {
        self.job = job
        self.patterns = patterns
        self.explains = explains
        member = nil
        began = .now()
        target = job.target
        steps = job.target.steps.map(StepRun.init)
    }

    /// The check of one address of several, which goes on with the try that found them.
    init(of place: Int, in group: AddressGroup) {
        let whole = group.check
        job = whole.job
        patterns = whole.patterns
        explains = whole.explains
        tries = whole.tries - 1
        member = (group, place)
        began = whole.began
        target = job.target
        steps = job.target.steps.map(StepRun.init)
    }

    /// When the present try has to be done.
    var deadline: Monotonic { tryBegan + target.plan.timeout }

    /// Starts a try.
    func beginTry() -> Step {
        tryBegan = .now()
        tries += 1
        outcome = CheckOutcome(attempts: tries)
        if let group = member?.group, tries == group.check.tries, let spent = group.resolving {
            // The try that found the address goes on: what that took is a part of it.
            tryBegan = tryBegan + (.zero - spent)
            outcome.times.addResolving(spent)
        }
        stepBegan = tryBegan
        target = job.target
        guard target.faults.isEmpty else {
            let sentence = target.mask.masked(target.faults.joined(separator: "; ")).onOneLine
            outcome.failure = CheckOutcome.Failure(reason: .config, message: sentence)
            return .done
        }
        cookies = nil
        switch target.parts {
        case .success(let parts):
            if let steps { return begin(steps) }
            hop = Hop(first: parts, of: target)
            return .request
        case .failure(let error):
            outcome.failure = CheckOutcome.Failure(
                reason: .url,
                message: ProbeTarget.sentence(error)
            )
            return .done
        }
    }

    /// Prepares a handle for the present request.
    func prepare(_ handle: EasyHandle, route: Route = Route()) throws(CurlError) {
        guard let hop else { return }
        requestBegan = .now()
        received = 0
        hasBody = false
        head = ReplyHead()
        leadsOn = nil
        replyBegan = nil
        observer =
            target.plan.expectations.needsBody ? BodyObserver(target, patterns: patterns) : nil
        decoding = nil
        decodingProblem = nil
        hidesBody = false
        start = BodyStart(limit: target.answerLimit)
        capture = nil
        if hop.parts.scheme.isTLS || target.plan.socket.upgrades {
            capture = CertificateCapture(proxies: target.plan.request.proxy?.isTLS ?? false ? 1 : 0)
        }
        lines =
            hop.parts.scheme.greets
            ? ServerLines(limit: target.answerLimit, until: greeting(of: hop, capture)) : nil
        let setup = TransferSetup(
            target: target,
            hop: hop,
            route: route,
            deadline: deadline,
            capture: capture,
            keepsConnection: steps != nil
        )
        try setup.apply(to: handle)
        if hop.sendsBody { try handle.noteRequestStart() }
        if let steps { try handle.use(steps.connections(keeping: capture)) }
        keepsCookies = cookies != nil || steps != nil
        if keepsCookies { try handle.keepCookies(cookies) }
        try handle.setReceiver(self, headers: true)
    }

    func receive(body piece: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool {
        if leadsOn == nil { leadsOn = isRedirect(handle) }
        if leadsOn ?? false { return false }
        start.take(piece)
        do throws(DecodingProblem) {
            if !hasBody {
                hasBody = true
                observer?.begin(contentType: handle.string(.contentType))
                if observer != nil {
                    decoding = try ContentDecoding(handle.headerValues("Content-Encoding"))
                }
            }
            guard let decoding else { return take(piece) }
            return try decoding.feed(piece) { take($0) }
        } catch {
            decodingProblem = error
            return false
        }
    }

    /// Takes a piece of the body as it is judged; false if there is enough.
    private func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        let room = target.plan.maxBody - received
        received += min(piece.count, room)
        observer?.feed(UnsafeRawBufferPointer(rebasing: piece.prefix(room)))
        guard piece.count <= room else {
            outcome.isTruncated = true
            return false
        }
        return true
    }

    /// libcurl limits the header section alone, and would keep trailers without end.
    func receive(headerLine: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool {
        if let lines { return lines.take(headerLine) }
        let line = head.feed(headerLine)
        guard head.byteCount <= FailureMessage.mostHeaderBytes else { return false }
        guard case .status(let digit) = line else { return true }
        // Interim replies come before the server has answered.
        if hop?.sendsBody ?? false { replyBegan = .now() }
        // A redirect's cookies count; those of other replies are never sent.
        guard digit == 3, !keepsCookies, target.plan.follow > 0 else { return true }
        keepsCookies = true
        return (try? handle.keepCookies()) != nil
    }

    /// The present request ended.
    func ended(_ handle: EasyHandle, _ code: CurlCode) -> Step {
        if let hop, !hop.parts.scheme.isWeb { return ended(handle, code, at: hop) }
        let step = judge(handle, code)
        guard case .done = step else { return step }
        // What came of a reply that failed may be shown, and hold values all the same.
        if outcome.failure != nil { readValues(of: handle, isTruncated: true) }
        if target.keepsAnswer(of: outcome) {
            outcome.answer = ServerAnswer(
                handle,
                body: start,
                hidesBody: hidesBody,
                hidesNamed: observer?.hidesNamed ?? false,
                target: target
            )
        }
        return stepEnded(handle)
    }

    private func judge(_ handle: EasyHandle, _ code: CurlCode) -> Step {
        guard let hop else { return .done }
        let isTLS = hop.parts.scheme == .https
        // Only steps go on with a connection that is there.
        let isReused = steps != nil && handle.number(.connections) == 0
        outcome.times.add(handle, isTLS: isTLS, isReused: isReused, replyBegan: replyBegan)
        outcome.note(handle, received: received)
        if outcome.certificate == nil { outcome.certificate = capture?.summary }
        // libcurl takes the end of the connection for the end of the head.
        if !head.isWhole, outcome.status != nil, [.ok, .partialFile].contains(code) {
            return fail(.protocolError, FailureMessage.cutHead(target.answering(hop)))
        }
        if let proxy = target.plan.request.proxy, proxy.refuses(outcome.status, isTLS: isTLS),
            !target.plan.expectations.statuses.contains(407)
        {
            return fail(.proxy, "proxy \(proxy.server) failed: response 407")
        }
        // Whatever becomes of its body, a redirect is followed; curl waits for the body, though.
        if head.isWhole, code != .timedOut, isRedirect(handle) {
            return redirect(handle, from: hop)
        }
        if code == .writeError, head.byteCount > FailureMessage.mostHeaderBytes {
            return fail(.protocolError, FailureMessage.endlessHeaders(of: target.answering(hop)))
        }
        if [.ok, .http2Stream].contains(code), let reset = handle.streamReset {
            let message = FailureMessage.reset(reset, by: target.answering(hop))
            return fail(.protocolError, message)
        }
        if [.ok, .writeError, .badEncoding, .partialFile].contains(code),
            let message = FailureMessage.text(
                head.framing,
                hasBody: hop.method != "HEAD",
                server: target.answering(hop)
            )
        {
            return fail(.protocolError, message)
        }
        if code == .ok, decoding.map({ !$0.isWhole }) ?? false { decodingProblem = .cut }
        if let decodingProblem, [.ok, .writeError].contains(code) {
            let message = FailureMessage.text(decodingProblem, server: hop.parts.server)
            return fail(.protocolError, message)
        }
        // pmon follows redirects itself; libcurl asks again after a 417 alone, and passes on none of its body.
        if code == .tooManyRedirects, !target.plan.expectations.statuses.contains(417) {
            return fail(.status, FailureMessage.unmetExpect(target.answering(hop)))
        }
        guard [.ok, .tooManyRedirects].contains(code) || code == .writeError && outcome.isTruncated
        else {
            let report = TransferReport(handle, code, check: self, hop: hop, capture: capture)
            return fail(report.reason, report.message)
        }
        evaluate(handle)
        return .done
    }

    /// Notes a failure of the environment, which may have another try coming.
    func fail(_ reason: Reason, _ message: String) -> Step {
        outcome.times.total = Int(Monotonic.now().microseconds(since: stepBegan))
        // It may quote the server, which knows what it was sent.
        let shown = target.mask.masked(message).onOneLine
        outcome.failure = CheckOutcome.Failure(reason: reason, message: shown)
        // What the application says is no fault of the way to it.
        let isFinal = isLastTry || reason.result == .applicationError
        return isFinal || tries > target.plan.retries ? .done : .pause
    }
}
