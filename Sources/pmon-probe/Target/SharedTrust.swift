// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
private import Synchronization

/// The file of trusted certificates that addresses share; it is looked at once the first of them needs it.
final class SharedTrust: Sendable {
    private struct State {
        var isChecked = false
        var fault: PlanFault?
    }

    private let path: String
    private let state = Mutex(State())

    /// The file that `[pmon] ca.file` names.
    init(_ path: String) {
        self.path = path
    }

    /// Why it cannot be used; nil if it can.
    var fault: PlanFault? {
        state.withLock { state in
            guard !state.isChecked else { return state.fault }
            state.isChecked = true
            var faults = PlanFaults()
            _ = faults.take(PmonKey.caFile.rawValue, isShared: true, isValue: false) {
                () throws(ToolError) in try TrustFile.certificates(path)
            }
            state.fault = faults.list.first
            return state.fault
        }
    }
}
