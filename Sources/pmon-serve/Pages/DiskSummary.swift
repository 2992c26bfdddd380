// SPDX-License-Identifier: MIT

/// What `df` says, as bars of how full each file system is.
enum DiskSummary {
    /// One file system.
    struct Disk: Equatable {
        /// Where it is mounted.
        let mount: String
        /// Percent in use.
        let percent: Int
        /// Whether it is an image that is full by nature: a loop device or an optical disc.
        var isImage = false

        /// What is said of it beside the share; empty for nothing.
        var alarm: String {
            guard percent >= DiskSummary.alarm, !isImage else { return "" }
            return percent >= 100 ? "full" : "nearly full"
        }
    }

    /// Percent from which a file system is marked.
    static let alarm = 90

    /// The file systems of the output of `df`; lines that are none are left out.
    static func parse(_ text: String) -> [Disk] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(where: { $0.hasSuffix("%") && $0.count > 1 }),
                let percent = Int(words[index].dropLast()), (0...100).contains(percent),
                index + 1 < words.count
            else { return nil }
            return Disk(
                mount: words[(index + 1)...].joined(separator: " "),
                percent: percent,
                isImage: line.hasPrefix("/dev/loop") || line.hasPrefix("/dev/sr")
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
