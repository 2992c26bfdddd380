// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonRecord
import PmonSystem
import PmonTool
import Synchronization

/// Answers requests: who may ask, and which room answers.
final class Site: Sendable {
    /// The state of the files.
    let model: ModelStore
    /// Forced scans.
    let scans: ForcedScans
    /// Name of this process: a page of another one has a token that is no longer good.
    let process = String(FormToken.make().prefix(8))
    /// Token that the forms of this process carry.
    let token: String
    private let shared: SharedSettings
    private let pages = PageCache()
    /// Pages for strangers, who see another snapshot.
    private let strangersPages = PageCache()
    /// The last request for the page: the next one will most likely be alike.
    private let visitor = Mutex(WebRequest(fields: [.accept: "text/html"]))

    /// A site that goes by these settings, with the files read once; the log gets a line a forced scan.
    init(settings: Settings, log: Diagnostics = Diagnostics(tool: "pmon-serve")) {
        let model = ModelStore(settings)
        let shared = SharedSettings(settings)
        self.model = model
        self.shared = shared
        scans = ForcedScans(
            onChange: { model.update(shared.value) },
            onEnd: { job in
                let cause = job.reason.map { ": \($0)" } ?? ""
                log.info("scan \(job.id) \(job.state), \(job.done) records\(cause)")
            }
        )
        token = FormToken.make()
    }

    /// Settings in force.
    var settings: Settings { shared.value }

    /// Goes by other settings from now on.
    func reload(_ settings: Settings) {
        shared.value = settings
        model.update(settings, always: true)
    }

    /// Keeps up with the files from now on.
    func follow() throws(ToolError) {
        let shared = shared
        try model.follow({ shared.value }, looked: { [weak self] in self?.prepare() })
    }

    /// The answer to a request.
    func answer(_ request: WebRequest) async -> Reply {
        let settings = settings
        var request = request
        request.path = settings.path.inner(request.path)
        // RFC 9112, section 3.2; HTTP/1.0 without a Host is refused as well: nobody needs it.
        guard let authority = request.authority else {
            return .problem(.badRequest, "a request has a Host field")
        }
        guard settings.hosts.allows(authority) else {
            return .problem(
                .misdirectedRequest,
                "this server does not answer to that name; [pmon] http.host adds names"
            )
        }
        if request.path == "/healthz", request.isReading { return .text("ok\n") }
        let exchange = exchange(request, settings)
        guard exchange.visitor.mayEnter(request) else { return BasicAuthentication.challenge }
        var reply = await exchange.answer()
        reply.fields[.location] = reply.fields[.location].map(settings.path.outer)
        if request.path == "/", request.isReading, request.wantsHTML {
            visitor.withLock { $0 = request }
        }
        if settings.isPrivate {
            // The same address has another answer for others.
            reply.fields[.cacheControl] = reply.fields[.cacheControl] ?? "private, no-cache"
        }
        return exchange.readable(reply)
    }

    /// Makes the page as the last visitor saw it, so that nobody has to wait for it.
    func prepare() {
        let request = visitor.withLock { $0 }
        _ = exchange(request, shared.value).reply().entity?.gzip()
    }

    private func exchange(_ request: WebRequest, _ settings: Settings) -> Exchange {
        let visitor = Visitor(request, settings)
        return Exchange(
            request: request,
            settings: settings,
            visitor: visitor,
            snapshot: visitor.maySeeAll ? model.snapshot : model.snapshotForStrangers,
            site: self,
            now: Timestamp.now().seconds
        )
    }

    /// A page, made anew only when what it shows has changed.
    func page(_ key: String, _ snapshot: Snapshot, _ make: () -> HTML) -> Reply {
        let pages = snapshot.isForStrangers ? strangersPages : pages
        return Reply(entity: pages.entity(key, snapshot: snapshot, make))
    }
}
