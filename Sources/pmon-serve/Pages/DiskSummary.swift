// SPDX-License-Identifier: MIT

import PmonRecord

/// What `df` says, as bars of how full each file system is.
enum DiskSummary {
    /// The bars; `nil` if there are none.
    static func html(_ text: String) -> HTML? {
        let disks = DiskUse.parse(text)
        guard !disks.isEmpty else { return nil }
        var html: HTML = "<ul class=\"meters\">"
        for disk in disks {
            let mark: HTML =
                disk.alarm.isEmpty ? "" : " <b class=\"down\">✖ \(disk.alarm)</b>"
            html += """
                <li><meter min="0" max="100" high="\(DiskUse.alarm)" value="\(disk.percent)" aria-label="\(disk.mount)"></meter> \
                \(disk.percent) % <code>\(disk.mount)</code>\(mark)</li>
                """
        }
        html += "</ul>"
        return html
    }
}
