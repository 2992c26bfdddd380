// SPDX-License-Identifier: MIT

/// One part of what a machine is asked for.
enum Section: Hashable, Sendable {
    /// A process list, by its index in the gathering.
    case scan(Int)
    /// Users and arguments of all processes.
    case arguments
    /// What else is known of the processes in the lists.
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
        case .arguments: "a"
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
    /// What processes there are is asked after each list, so that a command that hangs takes no verdict from those before
    /// it. `df` comes last, because it hangs if a network file system has died.
    static func all(of gathering: Gathering) -> [Section] {
        let view: [Section] =
            gathering.hasMarkers
            ? (gathering.hasCommandsOfItsOwn ? [.arguments, .processes] : [.processes]) : []
        return [.memory] + gathering.scans.indices.flatMap { [.scan($0)] + view }
            + gathering.logSearches.indices.map(Section.logs) + [.kernel, .fileSystem, .inodes]
    }
}
