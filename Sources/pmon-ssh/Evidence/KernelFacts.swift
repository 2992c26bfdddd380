// SPDX-License-Identifier: MIT

/// What the kernel says of itself: ZFS' cache, the time since its start, processes that it has killed.
struct KernelFacts: Sendable, Equatable {
    /// A kill counts as long as that, in seconds.
    private static let newest = 24.0 * 3600

    private var values: [String: Int] = [:]
    private var uptime: Double?
    private var kills: [String] = []
    /// The newest line of systemd-oomd on units that it has killed.
    private var unitKill: String?

    /// What ZFS' cache gives back where memory is needed, in KiB.
    var reclaimable: Int {
        max(0, (values["size"] ?? 0) - (values["c_min"] ?? 0)) / 1024
    }

    /// Takes a line of `/proc/uptime`, or a name with a number at the end.
    mutating func take(_ line: String) {
        let words = line.split(separator: " ")
        guard let first = words.first, let last = words.last else { return }
        if let seconds = Double(first) {
            uptime = seconds
        } else if let value = Int(last) {
            values[String(first)] = value
        }
    }

    /// Takes a line of the kernel's log on a process that it has killed.
    mutating func takeLog(_ line: [UInt8]) {
        let text = CleanText.line(line, limit: 500)
        if text.contains(" systemd-oomd[") {
            unitKill = text
            return
        }
        if Self.isKill(text), kills.count < 10 { kills.append(text) }
    }

    /// True for a kill for lack of memory: Linux has one sentence for it, and FreeBSD names the reason, which may also be
    /// the limit of a CPU.
    private static func isKill(_ line: String) -> Bool {
        if line.contains("Killed process ") { return true }
        guard line.contains("pid "), let range = line.firstRange(of: "was killed: ") else {
            return false
        }
        let reason = line[range.upperBound...]
        return ["swap", "memory", "allocate a page"].contains { reason.contains($0) }
    }

    /// One sentence each on the newest kills of the last day, by the kernel and by systemd-oomd.
    var alarms: [String] { kernelAlarms + unitAlarms }

    /// systemd-oomd ends all processes of a control group before the kernel must: `Killed /system.slice/a.service due to
    /// memory pressure for …`, from systemd 258 on `Marked … for killing due to memory used …`.
    private var unitAlarms: [String] {
        guard let line = unitKill, let stamp = Self.stamp(of: line), let uptime,
            let ago = Self.ago(uptime - stamp),
            let word = ["]: Killed /", "]: Marked /"].compactMap(line.firstRange(of:)).first
        else { return [] }
        let path = line[word.upperBound...].prefix { $0 != " " }
        let unit = path.split(separator: "/").last ?? path
        return ["systemd-oomd killed '\(unit)' for lack of memory \(ago)"]
    }

    private var kernelAlarms: [String] {
        guard let line = kills.last else { return [] }
        let victim = Self.victim(in: line)
        // The machine may have plenty.
        let isLimited = line.contains("Memory cgroup out of memory")
        let place = isLimited ? " within the limit of its control group" : ""
        let what = "the kernel killed \(victim ?? "a process") for lack of memory\(place)"
        guard let stamp = Self.stamp(of: line), let uptime else {
            let text = "\(what): \(CleanText.line(line.utf8, limit: 160))"
            // The line of a file, which begins with its date.
            if line.contains(" kernel: ") { return [text] }
            // The kernel's own without a date.
            guard let uptime else { return ["\(text), at some time since the machine's start"] }
            return uptime <= Self.newest ? [text] : []
        }
        return Self.ago(uptime - stamp).map { ["\(what) \($0)"] } ?? []
    }

    /// An age in words; nil if it is more than a day, or none.
    private static func ago(_ age: Double) -> String? {
        guard age >= -1, age <= newest else { return nil }
        let seconds = max(0, Int(age))
        let text =
            seconds < 120
            ? "\(seconds) s" : seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
        return "\(text) ago"
    }

    /// `'java' (4242)` from `Killed process 4242 (java)`, `Killed process 4242, UID 0, (java)` of older kernels, or FreeBSD's
    /// `pid 4242 (java), …, was killed`.
    private static func victim(in line: String) -> String? {
        for word in ["Killed process ", "pid "] {
            guard let range = line.firstRange(of: word) else { continue }
            let rest = line[range.upperBound...]
            let number = rest.prefix { $0.isNumber }
            guard !number.isEmpty, let open = rest.firstIndex(of: "(") else { continue }
            // A name may hold brackets.
            let behind = rest[rest.index(after: open)...]
            let end = [") total-vm", "), ", ") "].compactMap {
                behind.firstRange(of: $0)?.lowerBound
            }.first
            let name = behind[..<(end ?? behind.lastIndex(of: ")") ?? behind.endIndex)]
            if !name.isEmpty { return "'\(name)' (\(number))" }
        }
        return nil
    }

    /// Seconds from the start in `[12345.678901] …` at the beginning of a line.
    private static func stamp(of line: String) -> Double? {
        // busybox shows the level as well: `<6>[12345.678901]`.
        let level = line.hasPrefix("<") ? line.prefix { $0 != "[" } : ""
        let text = line.dropFirst(level.count)
        guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else { return nil }
        return Double(text[..<end].dropFirst().drop { $0 == " " })
    }
}
