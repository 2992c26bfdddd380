// SPDX-License-Identifier: MIT

import PmonJSON
import PmonSystem
import PmonText
private import Synchronization

/// Counts the checks of one scan, for its line in the log; the loops add to it.
final class ScanTally: Sendable {
    private let began = Monotonic.now()
    private let counts = Mutex((done: 0, failed: 0))

    /// Adds a check that ended; true if it was number `total`.
    func add(failed: Bool, total: Int?) -> Bool {
        counts.withLock { counts in
            counts.done += 1
            if failed { counts.failed += 1 }
            return counts.done == total
        }
    }

    /// For example `60 checks, 3 failed, 1.25 s`.
    var text: String {
        let (done, failed) = counts.withLock { $0 }
        let seconds = JSONNumber((Monotonic.now() - began).inSeconds, decimals: 2).text
        return "\(done) \(done == 1 ? "check" : "checks"), \(failed) failed, \(seconds) s"
    }
}
