// SPDX-License-Identifier: MIT

import PmonConfig

/// When one check is down, and when it is well again.
struct CheckRule: Equatable, Sendable {
    /// Failing runs until it is down.
    var after = AlarmThreshold(1)
    /// Good runs in a row until it is well again.
    var recover = 1
    /// Keys of the targets without which it cannot work.
    var needs: [String] = []
    /// Expected time between its runs; nil if there is none.
    var every: Duration?
}
