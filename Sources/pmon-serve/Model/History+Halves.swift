// SPDX-License-Identifier: MIT

import PmonHistory
import PmonSystem
import Synchronization

/// The first reading of a large data file: two threads take half of its lists each.
extension History {
    /// The list where the second half of the bytes begins; nil if the file is smaller than `leastSize`, or if an address
    /// stands in it twice, whose lists belong together.
    static func half(of lists: [HistoryList], leastSize: Int) -> Int? {
        guard lists.count > 1, let first = lists.first, let last = lists.last,
            last.entry.upperBound - first.entry.lowerBound >= leastSize
        else { return nil }
        let middle = (first.entry.lowerBound + last.entry.upperBound) / 2
        guard let half = lists.firstIndex(where: { $0.entry.lowerBound >= middle }), half > 0,
            Set(lists.map(\.url)).count == lists.count
        else { return nil }
        return half
    }

    /// Takes the lists before `half` while another thread takes the rest.
    mutating func takeHalves(_ snapshot: HistorySnapshot, _ half: Int) {
        let work = RestOfHistory(snapshot, from: half)
        let thread = try? WorkerThread.start(work.run)
        take(snapshot.lists[..<half], of: snapshot)
        if let thread { thread.join() } else { work.run() }
        append(work.history.withLock { $0 })
    }
}

/// The second half of a data file, which one thread takes.
private final class RestOfHistory: Sendable {
    let history = Mutex(History())
    // It never changes.
    private nonisolated(unsafe) let snapshot: HistorySnapshot
    private let start: Int

    init(_ snapshot: HistorySnapshot, from start: Int) {
        self.snapshot = snapshot
        self.start = start
    }

    func run() {
        history.withLock { $0.take(snapshot.lists[start...], of: snapshot) }
    }
}
