// SPDX-License-Identifier: MIT

/// How many monitors are in which state; removed ones are left out.
struct Counts: Equatable, Sendable {
    private var values = [Int](repeating: 0, count: CheckState.allCases.count)

    /// Nothing counted.
    init() {}

    /// Number of monitors in a state.
    subscript(state: CheckState) -> Int {
        get { values[Int(state.rawValue)] }
        set { values[Int(state.rawValue)] = newValue }
    }

    /// Number of all.
    var total: Int { values.reduce(0, +) }

    /// Number of failing ones that are silenced.
    var silenced = 0

    /// Number of failing ones.
    var failing: Int { self[.app] + self[.down] }

    /// The worst state that holds, stale over all; what is under maintenance counts only if there is nothing else.
    var worst: CheckState {
        let order: [CheckState] = [.stale, .down, .app, .ok, .maintenance]
        return order.first { self[$0] > 0 } ?? .noData
    }
}
