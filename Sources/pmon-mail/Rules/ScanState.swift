// SPDX-License-Identifier: MIT

import PmonRecord

/// Whether the newest scan can be taken for the whole truth.
enum ScanState: Equatable, Sendable {
    /// All its records are there.
    case whole
    /// It was cut off: fewer records than it meant to emit.
    case cutOff(got: Int, of: Int)
    /// No scan came although one was due; `since` is when it became too late.
    case stale(since: Timestamp)

    /// Its spelling in the told file.
    var name: String {
        switch self {
        case .whole: "whole"
        case .cutOff: "cut-off"
        case .stale: "stale"
        }
    }
}
