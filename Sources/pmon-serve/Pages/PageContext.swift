// SPDX-License-Identifier: MIT

/// What a page is made from.
struct PageContext: Sendable {
    /// Colours of the page.
    enum Theme: String, CaseIterable, Sendable {
        case auto, light, dark
    }

    /// The state of the files.
    var snapshot: Snapshot
    /// Unix seconds that count as now.
    var now: Double
    /// Colours asked for.
    var theme = Theme.auto
    /// The latest forced scan of this server.
    var job: ScanJob?
    /// Why this client may not force a scan; `nil` if it may.
    var scanRefusal: String?
    /// Whether the visitor is the owner, who may scan and reads what is to be done.
    var isOwner = true
    /// Whether the visitor would see more with a password.
    var canLogIn = false
    /// Why a scan cannot mail; `nil` if it can.
    var mailRefusal: String?
    /// Number of recipients of a report.
    var recipients = 0
    /// Token that a form of this page carries.
    var token = ""
    /// Name of the process that makes the page.
    var process = ""
    /// Scheme, host, port and path under which the visitor sees this server.
    var base = "http://localhost"
    /// The path under which a proxy shows the page.
    var path = SubPath()
    /// Whether the page is to be a file: nothing of it may need the server.
    var isStatic = false
    /// Seconds after which the page loads itself again, for screens on walls; 0 for never.
    var refresh = 0

    /// State of a monitor now.
    func state(_ monitor: Monitor) -> CheckState { snapshot.state(monitor, now: now) }

    /// What tells a script whether the page is still what the server would show.
    var mark: String {
        let banner = Banner(snapshot, now: now)
        let parts = [
            process, snapshot.revision, banner.state.name, banner.headline,
            String(snapshot.counts(now: now)[.stale]), job?.id ?? "", job?.state ?? "",
        ]
        return parts.joined(separator: " ")
    }

    /// An instant under the heading of a day (`YYYY-MM-DD`): the clock alone if it is on that day.
    func time(_ seconds: Double, day: String) -> HTML {
        guard LocalTime.date(seconds) == day else { return time(seconds) }
        return
            "<time datetime=\"\(LocalTime.rfc3339(seconds))\">\(LocalTime.clock(seconds))</time>"
    }

    /// An instant as markup: local time of this machine with the exact instant beside it.
    func time(_ seconds: Double) -> HTML {
        "<time datetime=\"\(LocalTime.rfc3339(seconds))\">\(LocalTime.short(seconds, now: now))</time>"
    }
}
