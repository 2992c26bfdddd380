// SPDX-License-Identifier: MIT

/// What `/proc/meminfo` says, as bars of memory and swap in use.
enum MemorySummary {
    /// Possible amounts; a larger number is not an amount of memory.
    private static let limits = 0...(1 << 53)

    /// Values of `/proc/meminfo` in KiB by name.
    static func parse(_ text: String) -> [String: Int] {
        var values: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "\t" })
            if words.count >= 2, let value = Int(words[1]), limits.contains(value) {
                values[String(words[0])] = value
            }
        }
        return values
    }

    /// The bars; `nil` if the total is not told.
    static func html(_ text: String) -> HTML? {
        let values = parse(text)
        guard let total = values["MemTotal"], total > 0 else { return nil }
        var html: HTML = "<ul class=\"meters\">"
        if let free = values["MemAvailable"] ?? values["MemFree"] {
            let cache = values["ZfsReclaimable"] ?? 0
            html += bar("memory in use", total - free - cache, total)
        }
        if let swap = values["SwapTotal"], swap > 0, let free = values["SwapFree"] {
            html += bar("swap in use", swap - free, swap)
        }
        html += "</ul>"
        return html
    }

    private static func bar(_ name: String, _ used: Int, _ total: Int) -> HTML {
        let used = min(max(0, used), total)
        let percent = Int((Double(used) * 100 / Double(total)).rounded())
        return """
            <li><meter min="0" max="100" high="90" value="\(percent)" aria-label="\(name)"></meter> \
            \(percent) % \(name) of \(total / 1024) MiB</li>
            """
    }
}
