// SPDX-License-Identifier: MIT

/// The memory that a container may use, in which `/proc/meminfo` shows that of its host.
///
/// It is the limit of the topmost control group that can be seen; a machine itself has none.
///
/// https://docs.kernel.org/admin-guide/cgroup-v2.html, https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
struct MemoryLimit: Sendable, Equatable {
    private static let folder = "/sys/fs/cgroup/"

    private var limit: Int?
    private var used: Int?
    /// Pages of files, which are given back where memory is needed.
    private var files: [String: Int] = [:]

    /// Takes a line of a file in the folder of control groups; false if the file is another one.
    mutating func take(_ line: String, of file: String) -> Bool {
        guard file.hasPrefix(Self.folder) else { return false }
        switch file.dropFirst(Self.folder.count) {
        // `max` is no limit.
        case "memory.max", "memory/memory.limit_in_bytes": limit = Int(line)
        case "memory.current", "memory/memory.usage_in_bytes": used = Int(line)
        case "memory.stat", "memory/memory.stat":
            let words = line.split(separator: " ")
            guard words.count == 2, let value = Int(words[1]) else { break }
            files[words[0].hasPrefix("total_") ? String(words[0].dropFirst(6)) : String(words[0])] =
                value
        default: break
        }
        return true
    }

    /// The limit and what is left of it, in KiB; nil if there is none, or the machine has less.
    func room(of total: Int?) -> (size: Int, left: Int)? {
        guard let limit, let used, limit > 0, limit / 1024 < total ?? .max else { return nil }
        let cache = (files["active_file"] ?? 0) + (files["inactive_file"] ?? 0)
        return (limit / 1024, max(0, limit - max(0, used - cache)) / 1024)
    }
}
