// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

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
    private(set) var hop: Hop?
    /// What was found out so far.
    private(set) var outcome = CheckOutcome()
    /// True if no further try is made.
    var isLastTry = false
    private let patterns: PatternCache
    private let explains: Bool
    private var received = 0
    /// True once the first piece of the body came.
    private var hasBody = false
    private var head = ReplyHead()
    /// When the reply to a request with a body began.
    private var replyBegan: Monotonic?
    /// True if the reply's own body does not matter, because it is a redirect; nil until it is looked at.
    private var leadsOn: Bool?
    /// Cookies of the replies that redirected.
    private var cookies: CookieList?
    /// True once the present handle takes cookies.
    private var keepsCookies = false
    private var observer: BodyObserver?
    /// Undoes the content encodings of the present reply; nil where there is nothing to undo, or nobody looks.
    private var decoding: ContentDecoding?
    private var decodingProblem: DecodingProblem?
    private var start = BodyStart()
    private var capture: CertificateCapture?
    private var tries = 0

    var target: ProbeTarget { job.target }

    /// A check of a job, with the patterns of the loop that runs it; `explains` if its record alone is not enough.
    init(_ job: Job, patterns: PatternCache, explains: Bool = false) {
        self.job = job
        self.patterns = patterns
        self.explains = explains
        member = nil
        began = .now()
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
        guard target.faults.isEmpty else {
            let sentence = target.mask.masked(target.faults.joined(separator: "; ")).onOneLine
            outcome.failure = CheckOutcome.Failure(reason: .config, message: sentence)
            return .done
        }
        cookies = nil
        switch target.parts {
        case .success(let parts):
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

    /// Takes the time that resolving the names of the present request took.
    func resolved(in duration: Duration) {
        outcome.times.addResolving(duration)
    }

    /// Prepares a handle for the present request.
    func prepare(_ handle: EasyHandle, route: Route = Route()) throws(CurlError) {
        guard let hop else { return }
        received = 0
        hasBody = false
        head = ReplyHead()
        leadsOn = nil
        replyBegan = nil
        observer =
            target.plan.expectations.needsBody ? BodyObserver(target, patterns: patterns) : nil
        decoding = nil
        decodingProblem = nil
        start = BodyStart(limit: target.answerLimit)
        capture = nil
        if hop.parts.scheme == "https" {
            capture = CertificateCapture(proxies: target.plan.request.proxy?.isTLS ?? false ? 1 : 0)
        }
        let setup = TransferSetup(
            target: target,
            hop: hop,
            route: route,
            deadline: deadline,
            capture: capture
        )
        try setup.apply(to: handle)
        if hop.sendsBody { try handle.noteRequestStart() }
        if let cookies { try handle.keepCookies(cookies) }
        keepsCookies = cookies != nil
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

    /// The name of the present request does not resolve.
    func resolvingFailed(_ host: String, _ words: String, isProxy: Bool) -> Step {
        fail(isProxy ? .proxy : .dns, "cannot resolve \(host): \(words)")
    }

    /// The time of the try ran out while its names were being resolved.
    func resolvingTimedOut(_ host: String) -> Step {
        fail(.timeout, FailureMessage.timeout(target.plan.timeout, while: "resolving \(host)"))
    }

    /// The present request ended.
    func ended(_ handle: EasyHandle, _ code: CurlCode) -> Step {
        let step = judge(handle, code)
        if case .done = step, target.keepsAnswer(of: outcome) {
            outcome.answer = ServerAnswer(handle, body: start, target: target)
        }
        return step
    }

    private func judge(_ handle: EasyHandle, _ code: CurlCode) -> Step {
        guard let hop else { return .done }
        let isTLS = hop.parts.scheme == "https"
        outcome.times.add(handle, isTLS: isTLS, replyBegan: replyBegan)
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
        guard code == .ok || (code == .writeError && outcome.isTruncated) else {
            let report = TransferReport(handle, code, check: self, hop: hop, capture: capture)
            return fail(report.reason, report.message)
        }
        evaluate(handle)
        return .done
    }

    /// True if the reply leads to another request.
    private func isRedirect(_ handle: EasyHandle) -> Bool {
        target.plan.follow > 0 && (300...399).contains(handle.number(.responseCode))
            && handle.hasLocation
    }

    /// Follows a redirect.
    private func redirect(_ handle: EasyHandle, from hop: Hop) -> Step {
        guard outcome.redirects < target.plan.follow else {
            return fail(.redirect, "more than \(target.plan.follow) redirects")
        }
        do throws(AddressError) {
            guard let location = try handle.redirectAddress(from: hop.address) else {
                throw .malformed("no Location")
            }
            self.hop = try Hop(
                redirecting: hop,
                status: handle.number(.responseCode),
                to: location,
                origin: target.parts.get()
            )
            // A server may put what it was sent into the address that it redirects to.
            outcome.location = target.mask.masked(URLText.redacted(location))
        } catch {
            return fail(.redirect, "redirect that cannot be followed: \(error.text)")
        }
        outcome.redirects += 1
        cookies = handle.cookies
        return .request
    }

    private func evaluate(_ handle: EasyHandle) {
        outcome.times.total = Int(Monotonic.now().microseconds(since: tryBegan))
        outcome.verdicts = Evaluation(target: target, patterns: patterns, explains: explains)
            .verdicts(of: handle, outcome: outcome, observer: &observer)
        outcome.warnings = Evaluation.warnings(outcome, target: target, began: began)
    }

    /// Notes a failure of the environment, which may have another try coming.
    private func fail(_ reason: Reason, _ message: String) -> Step {
        outcome.times.total = Int(Monotonic.now().microseconds(since: tryBegan))
        // It may quote the server, which knows what it was sent.
        let shown = target.mask.masked(message).onOneLine
        outcome.failure = CheckOutcome.Failure(reason: reason, message: shown)
        return isLastTry || tries > target.plan.retries ? .done : .pause
    }
}
