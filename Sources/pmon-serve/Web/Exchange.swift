// SPDX-License-Identifier: MIT

import HTTPTypes

/// One request and what is needed to answer it.
struct Exchange {
    /// The request.
    let request: WebRequest
    /// Settings in force.
    let settings: Settings
    /// Who asks.
    let visitor: Visitor
    /// The state of the files, as far as the visitor may see it.
    let snapshot: Snapshot
    /// What lives longer than the request.
    let site: Site
    /// Unix seconds that count as now.
    let now: Double

    /// The answer, by the path.
    func reply() -> Reply {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map(String.init)
        if parts.first == "static", parts.count > 1 {
            return reading { publicFile(parts.dropFirst().joined(separator: "/")) }
        }
        switch parts.count {
        case 1: return plain(parts[0])
        case 2: return pair(parts[0], parts[1])
        case 3: return triple(parts)
        case 4:
            if parts[0] == "api", parts[1] == "v1", parts[2] == "monitors" {
                return reading { monitor(parts[3]) { .json(api.whole($0)) } }
            }
            if parts[0] == "api", parts[1] == "v2", parts[3].hasSuffix(".json") {
                return reading { statusPage("\(parts[2])/\(parts[3].dropLast(5))") }
            }
            if parts[0] == "api", parts[1] == "v1", parts[2] == "scans" {
                return reading { scanJob(parts[3]) }
            }
        case 5:
            if parts[0] == "api", parts[1] == "v1", parts[2] == "monitors", parts[4] == "history" {
                return reading { monitor(parts[3], history) }
            }
        default: break
        }
        return missing
    }

    private func plain(_ name: String) -> Reply {
        switch name {
        case "": reading(home)
        case "scan":
            request.method == .post ? scanByForm() : .notAllowed("POST")
        case "help": reading { page("help") { HelpPage.html($0) } }
        case "theme": reading(theme)
        case "metrics":
            reading {
                let text = Metrics(snapshot: snapshot, now: now).text
                return Reply(entity: Entity(Array(text.utf8), type: Metrics.type))
            }
        case "status.txt": reading { .text(StatusAPI.name(counts.worst) + "\n") }
        case "healthz": reading { .text("ok\n") }
        case "readyz": reading(ready)
        case "feed.atom": reading { feed(nil, snapshot.incidents) }
        case "incidents": reading(pastIncidents)
        case "login": settings.authentication == nil ? missing : reading(login)
        default: missing
        }
    }

    private func pair(_ first: String, _ second: String) -> Reply {
        switch (first, second) {
        case ("m", let key):
            reading { snapshot.sharedAddress(key).map(listOf) ?? monitor(key, detail) }
        case ("badge", let name): reading { badge(name) }
        case ("scan", "mail"):
            request.method == .post ? confirmMail() : .notAllowed("POST")
        default: missing
        }
    }

    private func triple(_ parts: [String]) -> Reply {
        switch (parts[0], parts[1], parts[2]) {
        case ("assets", Assets.digest, let name): reading { asset(name) }
        case ("m", let key, "evidence"): reading { monitor(key, evidence) }
        case ("m", let key, "evidence.txt"): reading { monitor(key, evidenceFile) }
        case ("m", let key, "feed.atom"):
            reading { monitor(key) { feed($0, $0.incidents) } }
        case ("api", "v1", "status"):
            reading {
                StatusAPI.reply(
                    snapshot,
                    job: visitor.maySeeAll ? site.scans.latest : nil,
                    process: site.process,
                    now: now
                )
            }
        case ("api", "v1", "monitors"):
            reading {
                checked(MonitorAPI.fault(request.query)) {
                    .json(api.list(ListQuery(request.query), fields: request.query))
                }
            }
        case ("api", "v1", "incidents"):
            reading { checked(IncidentAPI.fault(request.query), incidents) }
        case ("api", "v1", "scans"):
            request.method == .post ? scanByAPI() : .notAllowed("POST")
        case ("api", "v2", let name) where name.hasSuffix(".json"):
            reading { statusPage(String(name.dropLast(5))) }
        default: missing
        }
    }

    /// A document in the format of Statuspage.
    private func statusPage(_ name: String) -> Reply {
        StatusPageAPI(snapshot: snapshot, now: now, base: address).document(name)
            .map { .json($0) } ?? missing
    }

    /// Answers a query that has no fault.
    private func checked(_ fault: String?, _ answer: () -> Reply) -> Reply {
        fault.map { .problem(.badRequest, $0) } ?? answer()
    }

    private func incidents() -> Reply {
        if let key = request.query["key"], snapshot.monitor(key) == nil {
            return missing
        }
        return IncidentAPI.list(snapshot, fields: request.query).map { .json($0) } ?? missing
    }

    /// Answers GET and HEAD, refuses other methods.
    private func reading(_ answer: () -> Reply) -> Reply {
        request.isReading ? answer() : .notAllowed("GET, HEAD")
    }

    /// What is said where there is nothing.
    var missing: Reply { .problem(.notFound, "there is no such address") }

    /// How many monitors are in which state.
    var counts: Counts { snapshot.counts(now: now) }

    private var api: MonitorAPI { MonitorAPI(snapshot: snapshot, now: now) }

    /// Answers for a monitor, if there is one of that key.
    private func monitor(_ key: String, _ answer: (Monitor) -> Reply) -> Reply {
        snapshot.monitor(key).map(answer) ?? missing
    }

    private func history(_ monitor: Monitor) -> Reply {
        let value = HistoryAPI.value(
            monitor.runs,
            messages: snapshot.messages,
            fields: request.query,
            now: now
        )
        return value.map { .json($0) }
            ?? .problem(
                .badRequest,
                "from and to are Unix seconds or RFC 3339, max, last and days numbers"
            )
    }
}

extension WebRequest {
    /// Whether the request only reads.
    var isReading: Bool { method == .get || method == .head }
}
