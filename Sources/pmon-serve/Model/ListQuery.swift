// SPDX-License-Identifier: MIT

/// Which monitors are listed, and how; alike in the page's address and in the API.
struct ListQuery: Equatable, Sendable {
    /// Which states are listed.
    enum Filter: String, CaseIterable, Sendable {
        case all, failing, unstable, ok, app, down, maintenance, silenced, stale, nodata,
            removed

        /// Name on the page.
        var word: String {
            switch self {
            case .all: "All"
            case .failing: "Failing"
            case .unstable: "Unstable"
            case .ok: "OK"
            case .app: "Application error"
            case .down: "Down"
            case .maintenance: "Maintenance"
            case .silenced: "Silenced"
            case .stale: "Stale"
            case .nodata: "No data"
            case .removed: "Removed"
            }
        }
    }

    /// In which order.
    enum Order: String, CaseIterable, Sendable {
        case failing, name, slowest, cert

        /// Name on the page.
        var word: String {
            switch self {
            case .failing: "Failing first"
            case .name: "Name"
            case .slowest: "Slowest"
            case .cert: "Certificate"
            }
        }
    }

    /// Text that name, address, group, message or verdict must hold, whatever its case.
    var text = ""
    /// States listed.
    var filter = Filter.all
    /// Group listed; `nil` for all, empty for those without group.
    var group: String?
    /// Order.
    var order = Order.failing
    /// Strip shown.
    var strip = StripKind.runs

    /// Everything, failing first.
    init() {}

    /// Takes what a request asks for; an unknown value counts as not given.
    init(_ fields: FormFields) {
        text = String((fields["q"] ?? "").trimmed.prefix(200))
        filter = fields["state"].flatMap(Filter.init) ?? .all
        group = fields["group"].map { $0 == "-" ? "" : $0 }
        order = fields["sort"].flatMap(Order.init) ?? .failing
        strip = fields["bars"].flatMap(StripKind.init) ?? .runs
    }

    /// Whether it asks for a part of the list.
    var isFiltered: Bool { !text.isEmpty || filter != .all || group != nil }

    /// The query of an address that asks for this, without the question mark.
    var encoded: String {
        var parts: [String] = []
        if !text.isEmpty { parts.append("q=\(FormFields.encode(text))") }
        if filter != .all { parts.append("state=\(filter.rawValue)") }
        if let group { parts.append("group=\(FormFields.encode(group.isEmpty ? "-" : group))") }
        if order != .failing { parts.append("sort=\(order.rawValue)") }
        if strip != .runs { parts.append("bars=\(strip.rawValue)") }
        return parts.joined(separator: "&")
    }

    /// Whether a monitor in this state is listed.
    func takes(_ monitor: Monitor, state: CheckState) -> Bool {
        // What is no longer configured is shown by its own filter alone.
        guard monitor.isRemoved == (filter == .removed) else { return false }
        if let group, monitor.group != group { return false }
        let fits =
            switch filter {
            case .all: true
            case .failing: state.isFailure || state == .stale
            case .unstable: Self.isUnstable(monitor)
            case .ok: state == .ok
            case .app: state == .app
            case .down: state == .down
            case .maintenance: state == .maintenance
            case .silenced: state.isFailure && monitor.silence != nil
            case .stale: state == .stale
            case .nodata: state == .noData
            case .removed: true
            }
        guard fits else { return false }
        guard !text.isEmpty else { return true }
        let wanted = text.lowercased()
        // Messages and verdicts as the list shows them: the page filters by what is in its rows.
        return [
            monitor.name, monitor.url, monitor.group, ShownText.message(monitor.message),
            ShownText.cut(monitor.verdict ?? ""),
        ].contains { $0.lowercased().contains(wanted) }
    }

    /// Whether its last checks were partly good, partly not.
    static func isUnstable(_ monitor: Monitor) -> Bool {
        let strip = monitor.runs.strip(.runs, today: 0)
        return strip.count(.ok) > 0 && strip.count(.app) + strip.count(.down) > 0
    }

    /// The monitors listed, in order.
    func select(_ snapshot: Snapshot, now: Double) -> [(monitor: Monitor, state: CheckState)] {
        let listed = snapshot.monitors.lazy
            .map { (monitor: $0, state: snapshot.state($0, now: now)) }
            .filter { takes($0.monitor, state: $0.state) }
        switch order {
        case .name:
            return Array(listed)
        case .failing:
            // Sorting is stable by name, since the snapshot's order is part of the key.
            return Self.sorted(listed) { Double(Self.rank($0.monitor, $0.state)) }
        case .slowest:
            return Self.sorted(listed) { -($0.monitor.milliseconds ?? -1) }
        case .cert:
            return Self.sorted(listed) { $0.monitor.certificate?.expires ?? .infinity }
        }
    }

    /// Place in the order "failing first".
    static func rank(_ monitor: Monitor, _ state: CheckState) -> Int {
        switch state {
        case .down: 0
        case .app: 1
        case .stale: 2
        case .noData: 3
        case .maintenance: 4
        case .ok: 5
        case .removed: 6
        }
    }

    private static func sorted(
        _ listed: some Sequence<(monitor: Monitor, state: CheckState)>,
        by value: ((monitor: Monitor, state: CheckState)) -> Double
    ) -> [(monitor: Monitor, state: CheckState)] {
        listed.enumerated()
            .map { (value: value($0.element), place: $0.offset, element: $0.element) }
            .sorted { ($0.value, $0.place) < ($1.value, $1.place) }
            .map(\.element)
    }
}
