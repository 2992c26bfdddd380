// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonConfig
import PmonJSON
import PmonText

extension Exchange {
    /// Why this client may not force a scan; `nil` if it may.
    var scanRefusal: String? {
        if visitor.isOwner { return nil }
        if visitor.hasPassword { return "Scanning needs the password." }
        return
            "Scanning from here needs a password: set http.user and http.pwd, or use the machine itself."
    }

    /// Why a POST of a page's form is not taken; `nil` if it is.
    ///
    /// A browser tells where a form comes from; the token proves it where the browser does not.
    private func formRefusal(_ form: FormFields) -> Reply? {
        if let scanRefusal { return .problem(.forbidden, scanRefusal) }
        guard isOwnOrigin ?? true else {
            return .problem(.forbidden, "the form comes from another origin")
        }
        guard let given = form["token"], ConstantTime.equal(given, site.token) else {
            return .problem(.forbidden, "the form is out of date: load the page again")
        }
        return nil
    }

    /// Whether the request comes from a page of this server; `nil` if it does not say.
    private var isOwnOrigin: Bool? {
        if let site = request.fields[.secFetchSite], site != "same-origin", site != "none" {
            return false
        }
        guard let origin = request.fields[.origin] else { return nil }
        return settings.hosts.matches(origin: origin, authority: request.authority)
    }

    /// `POST /scan`: the page's form; answers with the page.
    func scanByForm() -> Reply {
        let form = FormFields(String(decoding: request.body, as: UTF8.self))
        if let refusal = formRefusal(form) { return refusal }
        let notify = form["notify"]?.lowercased() == "true"
        if notify, let reason = settings.noMailReason { return .problem(.conflict, reason) }
        switch start(notify: notify) {
        case .started, .joined:
            return Reply(.seeOther, fields: [.location: "/"])
        case .tooSoon(let seconds):
            return tooSoon(seconds)
        }
    }

    /// `POST /scan/mail`: asks before a report is sent.
    func confirmMail() -> Reply {
        let form = FormFields(String(decoding: request.body, as: UTF8.self))
        if let refusal = formRefusal(form) { return refusal }
        if let reason = settings.noMailReason { return .problem(.conflict, reason) }
        return .page(ScanForm.confirmation(context))
    }

    /// `POST /api/v1/scans`: answers with the job.
    func scanByAPI() -> Reply {
        if let scanRefusal { return .problem(.forbidden, scanRefusal) }
        let type = request.fields[.contentType]?.split(separator: ";").first?.trimmed.lowercased()
        // Without an Origin it is no browser's form if it is JSON: a foreign page cannot send that
        // type without being asked for permission, which this server never gives.
        guard isOwnOrigin ?? (type == "application/json") else {
            return .problem(
                .forbidden,
                "the request needs this server's Origin, or none and Content-Type: application/json"
            )
        }
        var body: JSONValue?
        if !request.body.isEmpty {
            do throws(JSONError) {
                body = try JSONParser.parse(request.body)
            } catch {
                return .problem(.badRequest, "the body is not JSON: \(error)")
            }
        }
        guard let notify = ScanAPI.notify(body) else {
            return .problem(.badRequest, "the body is {\"notify\": true} or {\"notify\": false}")
        }
        if notify, let reason = settings.noMailReason { return .problem(.conflict, reason) }
        switch start(notify: notify) {
        case .started(let job), .joined(let job):
            var reply = Reply.json(.object(ScanAPI.value(job)), status: .accepted)
            reply.fields[.location] = "/api/v1/scans/\(job.id)"
            return reply
        case .tooSoon(let seconds):
            return tooSoon(seconds)
        }
    }

    /// `/api/v1/scans/ID`.
    func scanJob(_ id: String) -> Reply {
        guard visitor.maySeeAll else { return missing }
        return site.scans.job(id).map { .json(.object(ScanAPI.value($0))) } ?? missing
    }

    private func start(notify: Bool) -> ForcedScans.Outcome {
        site.scans.request(
            ScanCommand(settings, notify: notify),
            pause: settings.configuration.pmon.scanPause.inSeconds,
            now: now
        )
    }

    private func tooSoon(_ seconds: Int) -> Reply {
        .problem(
            .tooManyRequests,
            "the last scan is too recent: wait \(seconds) s",
            fields: [.retryAfter: String(seconds)]
        )
    }
}
