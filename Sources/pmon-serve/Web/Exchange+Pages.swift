// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonConfig

extension Exchange {
    /// `/`: the page for who asks for HTML, the older pmon's JSON for all others.
    func home() -> Reply {
        guard request.wantsHTML else { return Reply(entity: snapshot.legacy) }
        if let folder = settings.publicFolder, folder.exists {
            return folder.reply("index.html") ?? missing
        }
        // The page takes an unknown value for none; the API refuses it.
        let query = ListQuery(request.query)
        return page("list \(query)") { ListPage.html($0, query: query) }
    }

    /// `/m/KEY`; with `at` the page of its runs that holds the check of that instant.
    func detail(_ monitor: Monitor) -> Reply {
        let range = request.query["range"].flatMap(DetailPage.Range.init) ?? .day
        var part = min(max(0, request.query["page"].flatMap { Int($0) } ?? 0), 1_000_000)
        let marked = request.query["at"].flatMap { Double($0) }
        if let marked {
            let later = monitor.runs.count - monitor.runs.firstIndex(after: marked)
            part = later / RunsTable.size
        }
        return page("detail \(monitor.key) \(range) \(part) \(marked ?? 0)") {
            DetailPage(
                monitor: monitor,
                context: $0,
                range: range,
                part: part,
                marked: marked
            ).html
        }
    }

    /// Where the key of an address leads that several monitors share: to all of them.
    func listOf(_ address: String) -> Reply {
        var query = ListQuery()
        query.text = address
        return Reply(.seeOther, fields: [.location: "/?\(query.encoded)"])
    }

    /// `/incidents`: those of all time, of one monitor with `key`, older ones with `before`.
    func pastIncidents() -> Reply {
        let key = request.query["key"]
        guard key.map({ snapshot.monitor($0) != nil }) ?? true else { return missing }
        let before = HistoryAPI.time(request.query["before"], otherwise: .infinity) ?? .infinity
        return page("incidents \(key ?? "") \(before)") {
            IncidentPage(
                context: $0,
                before: before,
                monitor: key.flatMap(snapshot.monitor)
            ).html
        }
    }

    /// A page of a name, from the cache if nothing that it shows has changed.
    func page(_ name: String, _ make: (PageContext) -> HTML) -> Reply {
        let context = context
        let job = context.job.map { "\($0)" } ?? ""
        let key = """
            \(name) \(context.theme) \(counts) \(job) \(context.scanRefusal == nil) \
            \(context.isOwner) \(context.canLogIn) \(context.refresh) \(context.base) \(Int(now / 60))
            """
        return site.page(key, snapshot) { make(context) }
    }

    /// What pages are made from.
    var context: PageContext {
        var context = PageContext(snapshot: snapshot, now: now)
        context.theme = request.cookie("theme").flatMap(PageContext.Theme.init) ?? .auto
        context.isOwner = visitor.isOwner
        context.canLogIn = visitor.isPrivate && visitor.hasPassword && !visitor.isAuthenticated
        context.job = visitor.maySeeAll ? site.scans.latest : nil
        context.scanRefusal = scanRefusal
        context.mailRefusal = settings.noMailReason
        context.recipients = settings.configuration.email?.to.count ?? 0
        context.token = site.token
        context.process = site.process
        context.base = address
        context.path = settings.path
        context.refresh =
            request.query["refresh"].flatMap { Int($0) }.map { max(5, min($0, 86_400)) } ?? 0
        return context
    }

    /// Scheme, host, port and path under which the visitor sees this server.
    var address: String {
        SiteAddress(request, link: settings.configuration.email?.link, path: settings.path).text
    }

    /// A failure as a page, for a browser that does not ask for data; any other reply as it is.
    func readable(_ reply: Reply) -> Reply {
        let isData = ["/api/", "/badge/", "/assets/", "/readyz"].contains {
            request.path.hasPrefix($0)
        }
        guard let problem = reply.problem, request.wantsHTML, !isData else { return reply }
        let html = ProblemPage.html(context, status: reply.status, detail: problem)
        return Reply(
            reply.status,
            fields: reply.fields,
            entity: Entity(html.bytes, type: "text/html; charset=utf-8")
        )
    }

    /// `/login`: who comes here has the password; the browser brings it along from now on.
    func login() -> Reply { Reply(.seeOther, fields: [.location: "/"]) }

    /// `/theme`: keeps the colours asked for in a cookie.
    func theme() -> Reply {
        let theme = request.query["theme"].flatMap(PageContext.Theme.init) ?? .auto
        return Reply(
            .seeOther,
            fields: [
                .location: "/",
                .setCookie:
                    "theme=\(theme.rawValue); Path=\(settings.path.outer("/")); Max-Age=31536000; SameSite=Lax",
            ]
        )
    }

    /// An asset; its path changes with its content, so it may be kept.
    func asset(_ name: String) -> Reply {
        guard let entity = Assets.entity(name) else { return missing }
        return Reply(
            fields: [.cacheControl: "public, max-age=31536000, immutable"],
            entity: entity
        )
    }

    /// `/readyz`: whether what is shown can be relied on.
    func ready() -> Reply {
        if let file = snapshot.brokenFile {
            return .problem(.serviceUnavailable, "\(file.name): \(file.problem ?? "")")
        }
        guard snapshot.isReadable else {
            let names = snapshot.files.filter { $0.condition == .missing }.map(\.name)
            return .problem(.serviceUnavailable, "missing: \(names.joined(separator: ", "))")
        }
        guard counts[.stale] == 0 else {
            return .problem(.serviceUnavailable, Banner(snapshot, now: now).headline)
        }
        return .text("ok\n")
    }

    /// A feed of incidents, of one monitor or of all.
    func feed(_ monitor: Monitor?, _ incidents: [Incident]) -> Reply {
        let feed = AtomFeed(
            id: snapshot.id,
            title: "pmon \(snapshot.id)" + (monitor.map { ": \($0.name)" } ?? ""),
            key: monitor?.key,
            incidents: incidents,
            base: address,
            changed: snapshot.scan?.at ?? snapshot.made
        )
        return Reply(entity: Entity(feed.xml.bytes, type: AtomFeed.type))
    }

    /// `/badge/NAME.svg` and `.json`, where NAME is `all` or a key.
    func badge(_ file: String) -> Reply {
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return missing }
        let badge: Badge
        if parts[0] == "all" {
            badge = Badge(snapshot, now: now)
        } else if let monitor = snapshot.monitor(String(parts[0])) {
            badge = Badge(monitor, state: snapshot.state(monitor, now: now))
        } else {
            return missing
        }
        // Other pages may show a badge.
        let shared: HTTPFields = [.crossOriginResourcePolicy: "cross-origin"]
        switch parts[1] {
        case "svg":
            return Reply(fields: shared, entity: Entity(badge.svg.bytes, type: "image/svg+xml"))
        case "json":
            var reply = Reply.json(badge.shields)
            reply.fields = shared
            return reply
        default: return missing
        }
    }

    /// `/static/PATH`: a file of `http.public`.
    func publicFile(_ path: String) -> Reply {
        settings.publicFolder?.reply(path) ?? missing
    }
}
