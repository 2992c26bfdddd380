// SPDX-License-Identifier: MIT

/// One part of what a machine is asked for.
enum Section: Hashable, Sendable {
    /// A process list, by its index in the gathering.
    case scan(Int)
    /// Lines of `/proc/meminfo`.
    case memory
    /// Output of `df`.
    case fileSystem
    /// A log search, by its index in the gathering.
    case logs(Int)

    /// How the section is named in the stream.
    var code: String {
        switch self {
        case .scan(let index): "s\(index)"
        case .memory: "m"
        case .fileSystem: "d"
        case .logs(let index): "l\(index)"
        }
    }

    /// All sections of a gathering in the order they are asked for.
    ///
    /// What may hang comes last, which is `df` where a network file system has died.
    static func all(of gathering: Gathering) -> [Section] {
        [.memory] + gathering.scans.indices.map(Section.scan)
            + gathering.logSearches.indices.map(Section.logs) + [.fileSystem]
    }
}
