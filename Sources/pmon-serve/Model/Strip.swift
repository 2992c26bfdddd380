// SPDX-License-Identifier: MIT

/// Which strip of states a list shows.
enum StripKind: String, CaseIterable, Sendable {
    /// The last 60 checks.
    case runs = "60"
    /// The worst state of each of the last 30 local days.
    case month = "30d"
    /// The worst state of each of the last 90 local days.
    case quarter = "90d"

    /// Number of cells.
    var cells: Int {
        switch self {
        case .runs: 60
        case .month: 30
        case .quarter: 90
        }
    }

    /// Width of a cell in the picture's units, each a pixel, so that bars have sharp edges.
    var pitch: Int {
        switch self {
        case .runs: 4
        case .month: 8
        case .quarter: 3
        }
    }

    /// Name on the page.
    var word: String {
        switch self {
        case .runs: "60 runs"
        case .month: "30 days"
        case .quarter: "90 days"
        }
    }
}

/// States of the newest cells, the oldest first; missing ones at the beginning are "no data".
struct Strip: Equatable, Sendable {
    /// One state a cell.
    let states: [CheckState]

    /// The states as letters, for the API.
    var letters: String { String(states.map(\.letter)) }

    /// How many cells have a state.
    func count(_ state: CheckState) -> Int { states.count { $0 == state } }
}

extension Runs {
    /// The strip up to a local day; a strip of checks does not depend on the day.
    func strip(_ kind: StripKind, today: Int) -> Strip {
        var states = [CheckState](repeating: .noData, count: kind.cells)
        switch kind {
        case .runs:
            let shown = min(kind.cells, count)
            for offset in 0..<shown {
                states[kind.cells - 1 - offset] = state(count - 1 - offset)
            }
        case .month, .quarter:
            for day in days.reversed() {
                let age = today - day.number
                if age >= kind.cells { break }
                if age >= 0 { states[kind.cells - 1 - age] = day.worst }
            }
        }
        return Strip(states: states)
    }
}
