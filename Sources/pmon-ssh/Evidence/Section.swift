// SPDX-License-Identifier: MIT

/// One part of what a machine is asked for.
enum Section: Hashable, Sendable {
    /// A process list, by its index in the gathering.
    case scan(Int)
    /// What is known of the processes in the lists.
    case processes
    /// Lines of `/proc/meminfo` and what else the kernel says of itself.
    case memory
    /// Lines of the kernel's log.
    case kernel
    /// Output of `df` for space.
    case fileSystem
    /// Output of `df` for inodes.
    case inodes
    /// A log search, by its index in the gathering.
    case logs(Int)

    /// The section's name in the stream.
    var code: String {
        switch self {
        case .scan(let index): "s\(index)"
        case .processes: "p"
        case .memory: "m"
        case .kernel: "k"
        case .fileSystem: "d"
        case .inodes: "i"
        case .logs(let index): "l\(index)"
        }
    }

    /// All sections of a gathering in the order they are asked for.
    ///
    /// `df` comes last, because it hangs if a network file system has died.
    static func all(of gathering: Gathering) -> [Section] {
        [.memory] + gathering.scans.indices.map(Section.scan)
            + (gathering.hasMarkers ? [.processes] : [])
            + gathering.logSearches.indices.map(Section.logs) + [.kernel, .fileSystem, .inodes]
    }
}
