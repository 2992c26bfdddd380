// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonSystem
import PmonText

extension Check {
    /// What is to be said over the connection that a transfer has made; nil if nothing is.
    func dialogue(over handle: EasyHandle) -> Dialogue? {
        guard let scheme = hop?.parts.scheme else { return nil }
        if let login = login(scheme) {
            return Dialogue(self, over: handle, opening: login.packet, listens: true, login: login)
        }
        guard scheme.isRaw else { return nil }
        let opening = target.plan.socket.send
        let listens = target.plan.expectations.needsBody
        guard !opening.isEmpty || listens else { return nil }
        return Dialogue(self, over: handle, opening: opening, listens: listens)
    }

    private func login(_ scheme: AddressScheme) -> (any ClientLogin)? {
        switch scheme {
        case .mqtt: MQTTLogin(user: target.user, password: target.password)
        case .ldap where target.plan.socket.upgrades && hop?.connection == nil: LDAPUpgrade()
        case .ldap, .ldaps: LDAPBind(user: target.user, password: target.password)
        default: nil
        }
    }

    /// How far a server of files is listened to where nobody is to log in: libcurl would, as `anonymous`, and servers keep
    /// out whoever fails at that too often.
    func greeting(of hop: Hop, _ capture: CertificateCapture?) -> FileGreeting? {
        guard hop.parts.scheme == .ftp || hop.parts.scheme == .ftps, target.user == nil else {
            return nil
        }
        return FileGreeting(upgrade: target.plan.socket.upgrades ? capture : nil)
    }

    /// True if what has come so far is as expected.
    var hasHeardEnough: Bool { observer?.isMet ?? true }

    /// A dialogue ended.
    func ended(_ dialogue: Dialogue, _ handle: EasyHandle, _ end: Dialogue.End) -> Step {
        guard let hop else { return .done }
        let isTLS = hop.parts.scheme.isTLS || hop.connection != nil
        outcome.times.addConnection(handle, isTLS: isTLS, began: requestBegan)
        outcome.times.addDialogue(began: dialogue.began, replyBegan: dialogue.replyBegan)
        note(handle)
        let step = judge(dialogue, handle, end, at: hop)
        keepAnswer(start)
        return step
    }

    private func judge(
        _ dialogue: Dialogue,
        _ handle: EasyHandle,
        _ end: Dialogue.End,
        at hop: Hop
    ) -> Step {
        let server = hop.parts.server
        let isSilent = dialogue.replyBegan == nil
        switch end {
        case .failed(let code):
            let report = TransferReport(handle, code, check: self, hop: hop, capture: capture)
            return fail(report.reason, report.message)
        case .closed where isSilent:
            return fail(.reset, "connection closed by \(server) without a reply")
        case .timedOut where isSilent || dialogue.login != nil:
            let phase = dialogue.isWriting ? "sending to" : "waiting for the reply of"
            return fail(
                .timeout,
                FailureMessage.timeout(target.plan.timeout, while: "\(phase) \(server)")
            )
        case .enough, .closed, .timedOut:
            if let upgrade = dialogue.login as? LDAPUpgrade {
                return judge(upgrade, handle, at: hop)
            }
            if let login = dialogue.login { return judge(login, handle, at: hop) }
            outcome.size = received
            return succeed()
        }
    }

    /// Goes on with TLS over the same connection where the server agrees.
    private func judge(_ upgrade: LDAPUpgrade, _ handle: EasyHandle, at hop: Hop) -> Step {
        switch upgrade.verdict {
        case .accepted where upgrade.saysMore:
            return fail(.protocolError, SocketReport.excess(of: hop.parts.server))
        case .accepted:
            // Its TLS would be taken for the server's.
            guard !(target.plan.request.proxy?.isTLS ?? false) else {
                return fail(.config, "tls: ldap cannot be upgraded through a proxy of TLS")
            }
            guard let connection = ConnectedSocket(of: handle) else {
                return fail(.tls, "the connection to \(hop.parts.server) cannot be upgraded")
            }
            self.hop = Hop(upgrading: hop, over: connection)
            return .request
        case .refused(let words):
            return fail(.tls, "STARTTLS is refused by \(hop.parts.server): \(words)")
        case .foreign, .cut:
            return judge(upgrade as any ClientLogin, handle, at: hop)
        }
    }

    private func judge(_ login: any ClientLogin, _ handle: EasyHandle, at hop: Hop) -> Step {
        let server = hop.parts.server
        switch login.verdict {
        case .accepted:
            if let step = missedTLS(handle, at: hop) { return step }
            _ = handle.send(login.farewell[...])
            return succeed()
        case .refused(let words): return fail(.status, "login refused by \(server): \(words)")
        case .foreign:
            return fail(.protocolError, "\(server) does not answer in \(hop.parts.scheme.rawValue)")
        case .cut:
            return fail(.reset, "connection closed by \(server) before the reply was complete")
        }
    }

    /// The transfer of a connection that is not HTTP's ended.
    func ended(_ handle: EasyHandle, _ code: CurlCode, at hop: Hop) -> Step {
        outcome.times.addConnection(
            handle,
            isTLS: hop.parts.scheme.isTLS,
            began: requestBegan,
            upgradeBegan: target.plan.socket.upgrades ? capture?.began : nil,
            replyBegan: lines?.began
        )
        note(handle)
        let step: Step
        let hasGreeting = code == .writeError && lines?.hasGreeting ?? false
        if code == .ok || hasGreeting {
            if code == .ok { _ = handle.send(hop.parts.scheme.farewell[...]) }
            step = finish(handle, at: hop)
        } else if let report = SocketReport(handle, code, at: hop, lines: lines) {
            step = fail(report.reason, report.message)
        } else {
            let report = TransferReport(handle, code, check: self, hop: hop, capture: capture)
            step = fail(report.reason, report.message)
        }
        if let lines { keepAnswer(lines.start) }
        return step
    }

    /// Looks whether libcurl has done all that it was asked for, and not silently left something out.
    private func finish(_ handle: EasyHandle, at hop: Hop) -> Step {
        let server = hop.parts.server
        if let step = missedTLS(handle, at: hop) { return step }
        // Where no login is offered, libcurl goes on without one.
        if target.user != nil, let lines, !lines.endsWithLogin(hop.parts.scheme) {
            return fail(.status, "no login is offered by \(server)")
        }
        return succeed()
    }

    /// A failure where TLS was to begin and did not; nil where all is as it was asked for.
    private func missedTLS(_ handle: EasyHandle, at hop: Hop) -> Step? {
        let needsTLS = hop.parts.scheme.isTLS || target.plan.socket.upgrades
        guard needsTLS, handle.microseconds(.tlsConnect) == 0 else { return nil }
        return fail(.tls, "no TLS handshake took place with \(hop.parts.server)")
    }

    private func note(_ handle: EasyHandle) {
        outcome.peer = handle.string(.peerAddress)
        if outcome.certificate == nil { outcome.certificate = capture?.summary }
    }

    /// What was asked for stands; the expectations remain.
    func succeed() -> Step {
        outcome.times.total = Int(Monotonic.now().microseconds(since: stepBegan))
        outcome.verdicts = Evaluation(target: target, patterns: patterns, explains: explains)
            .verdicts(outcome: outcome, observer: observer)
        outcome.warnings = Evaluation.warnings(outcome, target: target, began: began)
        return .done
    }

    /// Notes what the server said, where that is to be shown.
    private func keepAnswer(_ start: BodyStart) {
        guard target.shows(outcome) else { return }
        outcome.answer = ServerAnswer(said: start, target: target)
    }
}

extension AddressScheme {
    /// What a client says before it goes, so that the server does not note a fault; nobody waits for the answer.
    fileprivate var farewell: [UInt8] {
        switch self {
        case .smtp, .smtps, .pop3, .pop3s, .ftp, .ftps: Array("QUIT\r\n".utf8)
        case .imap, .imaps: Array("pmon LOGOUT\r\n".utf8)
        default: []
        }
    }
}
