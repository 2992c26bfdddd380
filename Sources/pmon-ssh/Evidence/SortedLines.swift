// SPDX-License-Identifier: MIT

/// The lines of a process list that hold a marker, sorted by what their processes are.
///
/// A line counts as running only if it can be tied to a process that is none of pmon's: by its process id, or else by all
/// of its arguments.
struct SortedLines: Equatable {
    /// Lines of processes that run.
    private(set) var running: [String] = []
    /// Lines of processes that have ended (state Z).
    private(set) var ended: [String] = []
    /// Lines of services that do not run.
    private(set) var stopped: [String] = []
    /// How many lines belong to a visit.
    private(set) var own = 0
    /// Why a line that is in none of these lists is in none; nil if there is no such line.
    private(set) var unclear: String?
    /// How many further lines hold the marker, which were not kept.
    let more: Int

    /// Sorts the lines with a marker that are kept of a list.
    init(_ filter: MarkerFilter, of list: ScanResult, _ command: ListCommand, _ view: ProcessView) {
        more = filter.count - filter.lines.count
        let sorter = LineSorter(filter, of: list, command, view)
        for line in filter.lines {
            switch sorter.verdict(on: line) {
            case .running: running.append(line)
            case .ended: ended.append(line)
            case .stopped: stopped.append(line)
            case .own: own += 1
            case .unclear(let reason): unclear = unclear ?? reason
            }
        }
    }
}
