// SPDX-License-Identifier: MIT

/// Monitors of one group in the list.
struct MonitorGroup {
    /// Name of the group; empty for those without.
    let name: String
    /// Whether there is no other group and it has no name: then it needs no heading.
    var isOnly = false
    /// Its monitors with their states, in order.
    var entries: [(monitor: Monitor, state: CheckState)]

    /// Splits a selection; groups that fail first, if that is the order, else by name.
    static func split(
        _ selected: [(monitor: Monitor, state: CheckState)],
        order: ListQuery.Order
    ) -> [MonitorGroup] {
        var indices: [String: Int] = [:]
        var groups: [MonitorGroup] = []
        for entry in selected {
            let name = entry.monitor.group
            if let index = indices[name] {
                groups[index].entries.append(entry)
            } else {
                indices[name] = groups.count
                groups.append(MonitorGroup(name: name, entries: [entry]))
            }
        }
        guard groups.count > 1 else {
            if groups.first?.name.isEmpty ?? false { groups[0].isOnly = true }
            return groups
        }
        return groups.sorted { left, right in
            if order == .failing, left.rank != right.rank { return left.rank < right.rank }
            if left.name.isEmpty != right.name.isEmpty { return right.name.isEmpty }
            return left.name < right.name
        }
    }

    private var rank: Int {
        let worst = entries.lazy.map { ListQuery.rank($0.monitor, $0.state) }.min() ?? 5
        return worst < 3 ? worst : 3
    }

    /// Monitors up to which a list shows all its groups open.
    static let shortList = 50

    /// Whether the group is to be seen at once: something in it is not well, the reader asked for a
    /// part of the list, or the list is short.
    func isOpen(query: ListQuery, shown: Int) -> Bool {
        shown <= Self.shortList || query.isFiltered
            || entries.contains { $0.state.isFailure || $0.state == .stale }
    }

    /// Beginning of the section: a heading with the count of good ones that folds the table away.
    func head(isOpen: Bool) -> HTML {
        guard !isOnly else { return "<section class=\"group\"><h2 class=\"sr\">Monitors</h2>" }
        let present = entries.filter { !$0.monitor.isRemoved }
        let good = present.count { $0.state == .ok }
        let failing = present.count { $0.state.isFailure }
        let planned = present.count { $0.state == .maintenance }
        let work: HTML =
            planned > 0
            ? " <b class=\"maintenance\">\(CheckState.maintenance.glyph) \(planned)</b>" : ""
        let bad: HTML = failing > 0 ? " <b class=\"down\">✖ \(failing)</b>" : ""
        let open: HTML = isOpen ? " open" : ""
        return """
            <section class="group"><details\(open)><summary><h2>\(name.isEmpty ? "Others" : name) \
            <small>\(present.isEmpty ? "removed" : "\(good)/\(present.count) OK")\(bad)\(work)</small></h2></summary>
            """
    }

    /// End of the section.
    var foot: HTML { isOnly ? "</section>" : "</details></section>" }
}
