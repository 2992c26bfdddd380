// SPDX-License-Identifier: MIT

/// What the lines of `/proc/meminfo` say of memory and swap.
///
/// https://man7.org/linux/man-pages/man5/proc_meminfo.5.html
struct MemoryUsage {
    /// With less than that share left, memory or swap counts as exhausted; in percent.
    private static let alarm = 5
    /// Swap that is full of pages which nobody needs is no harm while that share of memory is left; in percent.
    private static let comfort = 10

    private let kibibytes: [String: Int]
    /// What counts as used and is given back where it is needed, in KiB: ZFS' cache.
    private let reclaimable: Int
    /// What a container may use, and what is left of it, in KiB.
    private let room: (size: Int, left: Int)?

    /// Reads lines such as `MemTotal:  24684096 kB`; others are skipped.
    init(_ lines: [String], reclaimable: Int = 0, limit: MemoryLimit = MemoryLimit()) {
        var values: [String: Int] = [:]
        for line in lines {
            let words = line.split(separator: " ")
            guard words.count >= 2, words[0].hasSuffix(":"), let value = Int(words[1]) else {
                continue
            }
            values[String(words[0].dropLast())] = value
        }
        kibibytes = values
        self.reclaimable = reclaimable
        room = limit.room(of: values["MemTotal"])
    }

    /// With that much memory left, in KiB, none is exhausted, however large the machine is.
    private static let enough = 8 << 20

    /// One sentence for each of memory and swap that is exhausted.
    var alarms: [String] {
        var alarms: [String] = []
        if let total = kibibytes["MemTotal"], let left = available, isExhausted(left, of: total),
            left < Self.enough
        {
            alarms.append("memory is exhausted: \(size(left)) of \(size(total)) available")
        }
        if let room, isExhausted(room.left, of: room.size), room.left < Self.enough {
            alarms.append(
                "the container's memory is exhausted: \(size(room.left)) of \(size(room.size)) available"
            )
        }
        if let total = kibibytes["SwapTotal"], let left = kibibytes["SwapFree"],
            isExhausted(left, of: total), isScarce
        {
            alarms.append("swap is exhausted: \(size(left)) of \(size(total)) free")
        }
        return alarms
    }

    /// What `/proc/meminfo` does not say, as lines below it.
    var remarks: [String] {
        guard let room else { return [] }
        return ["ContainerLimit: \(room.size) kB", "ContainerAvailable: \(room.left) kB"]
    }

    /// What programs can still get; kernels before 3.14 do not say.
    private var available: Int? {
        if let available = kibibytes["MemAvailable"] { return available + reclaimable }
        guard let free = kibibytes["MemFree"] else { return nil }
        return free + (kibibytes["Cached"] ?? 0) + reclaimable
    }

    /// True if little memory is left, or nobody knows.
    private var isScarce: Bool {
        guard let total = kibibytes["MemTotal"], total > 0, let left = available else {
            return true
        }
        return Double(left) * 100 < Double(total) * Double(Self.comfort)
    }

    private func isExhausted(_ left: Int, of total: Int) -> Bool {
        total > 0 && Double(left) * 100 < Double(total) * Double(Self.alarm)
    }

    private func size(_ kibibytes: Int) -> String {
        let mebibytes = kibibytes / 1024
        if mebibytes < 10 * 1024 { return "\(mebibytes) MiB" }
        return "\(mebibytes / 1024) GiB"
    }
}
