// SPDX-License-Identifier: MIT

/// What the output of `df` and the mounts say: which file systems are full, out of inodes, or read-only.
struct FileSystemReport {
    /// At most that many file systems are named.
    static let mostNames = 5

    /// One sentence for each file system in trouble, the worst first.
    private(set) var alarms: [String] = []
    /// Places that are full and cannot fill up, in the order of `df`.
    private(set) var sealed: [String] = []
    /// Inodes in use where there are few left, for people.
    private(set) var inodes: [String] = []
    /// Places that should be written to and cannot be.
    private(set) var readOnly: [String] = []

    /// A report on what `df` says of space and of inodes.
    init(space: DiskTable, inodes: DiskTable, mounts: MountTable) {
        sealed = space.usages.filter { $0.percent >= DiskUsage.alarm && $0.cannotFill(mounts) }
            .map(\.mount)
        let full = Self.worst(space.usages, mounts)
        let short = Self.worst(inodes.usages, mounts)
        readOnly = mounts.readOnly.map(\.place)
        self.inodes = short.map { "inodes in use: \($0.percent) % of \($0.mount)" }
        let all =
            mounts.readOnly.map(Self.readOnlySentence)
            + (full.map { ($0, false) } + short.map { ($0, true) })
            .sorted { $0.0.isWorse(than: $1.0) }.map(Self.sentence)
        alarms = Array(all.prefix(Self.mostNames))
        if all.count > Self.mostNames {
            let more = all.count - Self.mostNames
            alarms.append("and \(more) file system\(more == 1 ? "" : "s") more")
        }
    }

    /// What `df` does not say, as lines below its output.
    var remarks: [String] {
        readOnly.map { "read-only: \($0)" } + inodes + sealed.map { "cannot fill up: \($0)" }
    }

    /// Those that are nearly full and can grow, each space once under its shortest name, the worst first.
    private static func worst(_ usages: [DiskUsage], _ mounts: MountTable) -> [DiskUsage] {
        var found: [DiskUsage] = []
        let full = usages.filter { $0.percent >= DiskUsage.alarm && !$0.cannotFill(mounts) }
        let inOrder = full.sorted {
            ($1.percent, $0.mount.count, $0.mount) < ($0.percent, $1.mount.count, $1.mount)
        }
        for usage in inOrder {
            guard let index = found.firstIndex(where: { usage.sharesSpace(with: $0, mounts) })
            else {
                found.append(usage)
                continue
            }
            // Shares differ by one where it is written to meanwhile.
            if usage.percent >= found[index].percent - 1,
                usage.mount.utf8.count < found[index].mount.utf8.count
            {
                found[index] = usage
            }
        }
        return found.sorted { $0.isWorse(than: $1) }
    }

    private static func readOnlySentence(_ mount: (place: String, isForced: Bool)) -> String {
        mount.isForced
            ? "the kernel has made \(mount.place) read-only, as it does after an error"
            : "\(mount.place) is read-only"
    }

    private static func sentence(_ usage: DiskUsage, isInodes: Bool) -> String {
        guard isInodes else { return "\(usage.mount) is \(usage.percent) % full" }
        return usage.percent >= 100
            ? "no inode is left on \(usage.mount)"
            : "\(usage.mount) has \(usage.percent) % of its inodes in use"
    }
}
