// SPDX-License-Identifier: MIT

/// Processes by their numbers, packed: a visit holds all those of its machine for a moment.
struct ProcessTable: Sendable {
    /// The processes, in the order of their numbers once the table is sorted.
    private(set) var all: [RunningProcess] = []

    /// Adds a process; `sort` must follow before one is looked up.
    mutating func add(_ process: RunningProcess) { all.append(process) }

    /// Makes the processes ready to be looked up.
    mutating func sort() { all.sort { $0.number < $1.number } }

    /// The process of that number; nil if there is none.
    subscript(_ number: Int) -> RunningProcess? {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].number == number ? all[low] : nil
    }
}
