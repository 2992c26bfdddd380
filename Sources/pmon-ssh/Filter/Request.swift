// SPDX-License-Identifier: MIT

/// What waits for the evidence of a machine.
enum Request: Sendable {
    /// A record that gains it: its line, its target and its run.
    case record(line: [UInt8], target: String, run: Int?)
    /// A check that is made of it.
    case check(OwnCheck)

    /// The key in `[urls]`.
    var target: String {
        switch self {
        case .record(_, let target, _): target
        case .check(let check): check.target
        }
    }

    /// The scan it belongs to.
    var run: Int? {
        switch self {
        case .record(_, _, let run): run
        case .check(let check): check.run
        }
    }
}
