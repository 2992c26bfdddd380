// SPDX-License-Identifier: MIT

/// Monitors of one group in the list.
struct MonitorGroup {
    /// Name of the group; empty for those without.
    let name: String
    /// Whether there is no other group and it has no name: then it needs no heading.
    var isOnly = false
    /// Whether it is the block of what fails in any group.
    var isFailing = false
    /// Its monitors with their states, in order; what fails may stand in a block of its own.
    var entries: [(monitor: Monitor, state: CheckState)]
    /// All its monitors, those in the block of what fails included.
    var counts = Counts()

    /// Splits a selection: what fails first, if that is the order, in a block across the groups, then the groups by name.
    static func split(
        _ selected: [(monitor: Monitor, state: CheckState)],
        order: ListQuery.Order
    ) -> [MonitorGroup] {
        func fails(_ entry: (monitor: Monitor, state: CheckState)) -> Bool {
            order == .failing && entry.state.isFailure && !entry.monitor.isRemoved
        }
        var indices: [String: Int] = [:]
        var groups: [MonitorGroup] = []
        var failing: [(monitor: Monitor, state: CheckState)] = []
        for entry in selected {
            let name = entry.monitor.group
            let index = indices[name] ?? groups.count
            if index == groups.count {
                indices[name] = index
                groups.append(MonitorGroup(name: name, entries: []))
            }
            if !entry.monitor.isRemoved { groups[index].counts[entry.state] += 1 }
            if fails(entry) {
                failing.append(entry)
            } else {
                groups[index].entries.append(entry)
            }
        }
        if groups.count == 1, groups[0].name.isEmpty { groups[0].isOnly = true }
        groups = groups.filter { !$0.entries.isEmpty }.sorted { left, right in
            if order == .failing, left.rank != right.rank { return left.rank < right.rank }
            if left.name.isEmpty != right.name.isEmpty { return right.name.isEmpty }
            return left.name < right.name
        }
        guard !failing.isEmpty else { return groups }
        var block = MonitorGroup(name: "Failing", isFailing: true, entries: failing)
        for entry in failing { block.counts[entry.state] += 1 }
        return [block] + groups
    }

    private var rank: Int {
        let worst = entries.lazy.map { ListQuery.rank($0.monitor, $0.state) }.min() ?? 5
        return worst < 3 ? worst : 3
    }

    /// Monitors up to which a list shows all its groups open.
    static let shortList = 20

    /// Whether the group is to be seen at once: something in it is not well, the reader asked for a
    /// part of the list, or the list is short.
    func isOpen(query: ListQuery, shown: Int) -> Bool {
        shown <= Self.shortList || query.isFiltered
            || entries.contains { $0.state.isFailure || $0.state == .stale }
    }

    /// Beginning of the section: a heading with the count of good ones that folds the table away.
    func head(isOpen: Bool) -> HTML {
        if isFailing {
            return "<section class=\"group failing\"><h2>Failing <small>\(bad)</small></h2>"
        }
        guard !isOnly else { return "<section class=\"group\"><h2 class=\"sr\">Monitors</h2>" }
        let all = counts.total
        let planned = counts[.maintenance]
        let work: HTML =
            planned > 0
            ? " <b class=\"maintenance\">\(CheckState.maintenance.glyph) \(planned)</b>" : ""
        let title = name.isEmpty ? "Others" : name
        let mark: HTML = name.isEmpty ? " others" : ""
        let open: HTML = isOpen ? " open" : ""
        return """
            <section class="group"><details\(open)><summary><h2><span class="gn\(mark)" title="\(title)">\(title)</span> \
            <small>\(all == 0 ? "removed" : "\(counts[.ok])/\(all) OK")\(bad)\(work)</small></h2></summary>
            """
    }

    /// How many are down, and how many answer with errors.
    private var bad: HTML {
        var html: HTML = ""
        for state in [CheckState.down, .app] {
            let count = counts[state]
            if count > 0 { html += " <b class=\"\(state.name)\">\(state.glyph) \(count)</b>" }
        }
        return html
    }

    /// End of the section.
    var foot: HTML { isOnly || isFailing ? "</section>" : "</details></section>" }
}
