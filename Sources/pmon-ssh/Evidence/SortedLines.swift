// SPDX-License-Identifier: MIT

/// The lines of a process list that hold a marker, sorted by what their processes are.
struct SortedLines: Equatable {
    /// Lines of processes that run.
    private(set) var running: [String] = []
    /// Lines of processes that have ended (state Z).
    private(set) var ended: [String] = []
    /// How many lines belong to the visit itself.
    private(set) var own = 0
    /// True if a line may belong to the visit itself.
    private(set) var isUnclear = false
    /// How many further lines hold the marker, which were not kept.
    let more: Int

    /// Programs that run a command elsewhere, in which process ids mean something else.
    private static let travellers: Set<Substring> = [
        "docker", "podman", "nerdctl", "crictl", "ctr", "kubectl", "nsenter", "lxc", "lxc-attach",
        "incus", "machinectl",
        "jexec", "ssh", "vzctl", "pct",
    ]

    /// Sorts the lines with a marker that are kept of a list.
    init(_ filter: MarkerFilter, of list: ScanResult, _ command: String, _ view: ProcessView) {
        more = filter.count - filter.lines.count
        var view = view
        let words = command.split { " |;&()'\"/\n".contains($0) }
        if view.isForeign(list) || words.contains(where: Self.travellers.contains) {
            view = ProcessView.elsewhere
        }
        let layout = list.layout ?? ProcessLayout(of: filter.lines, in: view)
        for line in filter.lines {
            switch Self.kind(of: line, layout, command, view) {
            case .running: running.append(line)
            case .ended: ended.append(line)
            case .own: own += 1
            case .unclear: isUnclear = true
            }
        }
    }

    private static func kind(
        of line: String,
        _ layout: ProcessLayout?,
        _ command: String,
        _ view: ProcessView
    ) -> ProcessView.Kind {
        let isServer = line.contains("sshd") || line.contains("dropbear")
        guard let layout, let process = layout.process(in: line) else {
            if line.hasSuffix("<defunct>") { return .ended }
            return isLikeOwn(line, command) ? .unclear : .running
        }
        let kind = view.kind(of: process)
        if kind != .own, layout.hasEnded(line) { return .ended }
        if kind == .running, isServer, !view.knowsServer { return .unclear }
        return kind
    }

    /// True if a line without a process id looks like the visit's own: the server's process for it, its shell, or a part
    /// of the command itself, quotes and spaces apart.
    private static func isLikeOwn(_ line: String, _ command: String) -> Bool {
        if line.contains("sshd: ") || line.contains("sshd-session: ") { return true }
        // `egrep` runs as `grep -E`.
        if line.contains("grep "), command.contains("grep ") { return true }
        func bare(_ text: some StringProtocol) -> String {
            String(text).filter { !"'\"\\ \t".contains($0) }
        }
        let line = bare(line)
        let parts = command.split { "|;&()\n".contains($0) }.map(bare) + ["/bin/sh"]
        return parts.contains { !$0.isEmpty && line.hasSuffix($0) }
    }
}
