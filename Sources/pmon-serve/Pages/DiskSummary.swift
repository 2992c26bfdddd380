// SPDX-License-Identifier: MIT

/// What `df` says, as bars of how full each file system is.
enum DiskSummary {
    /// One file system.
    struct Disk: Equatable {
        /// Where it is mounted.
        let mount: String
        /// Percent in use.
        let percent: Int
        /// Whether it is full by nature: pmon-ssh says so below the output, and loop devices and optical discs are.
        var isImage = false

        /// What is said of it beside the share; empty for nothing.
        var alarm: String {
            guard percent >= DiskSummary.alarm, !isImage else { return "" }
            return percent >= 100 ? "full" : "nearly full"
        }
    }

    /// Begins a line that names a file system which cannot fill up.
    private static let sealedMark = "cannot fill up: "
    /// Percent from which a file system is marked.
    static let alarm = 90

    /// The file systems of the output of `df`; lines that are none are left out.
    static func parse(_ text: String) -> [Disk] {
        let lines = text.split(separator: "\n")
        let sealed = Set(
            lines.filter { $0.hasPrefix(sealedMark) }.map { $0.dropFirst(sealedMark.count) }
        )
        return lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(where: { $0.hasSuffix("%") && $0.count > 1 }),
                let percent = Int(words[index].dropLast()), (0...100).contains(percent),
                index + 1 < words.count
            else { return nil }
            let mount = words[(index + 1)...].joined(separator: " ")
            return Disk(
                mount: mount,
                percent: percent,
                isImage: sealed.contains(mount[...])
                    || (sealed.isEmpty
                        && (line.hasPrefix("/dev/loop") || line.hasPrefix("/dev/sr")))
            )
        }
    }

    /// The bars; `nil` if there are none.
    static func html(_ text: String) -> HTML? {
        let disks = parse(text)
        guard !disks.isEmpty else { return nil }
        var html: HTML = "<ul class=\"meters\">"
        for disk in disks {
            let mark: HTML =
                disk.alarm.isEmpty ? "" : " <b class=\"down\">✖ \(disk.alarm)</b>"
            html += """
                <li><meter min="0" max="100" high="\(alarm)" value="\(disk.percent)" aria-label="\(disk.mount)"></meter> \
                \(disk.percent) % <code>\(disk.mount)</code>\(mark)</li>
                """
        }
        html += "</ul>"
        return html
    }
}
