// SPDX-License-Identifier: MIT

/// What people read for the state of a check: one sign and one set of words on the page, in groups, mails, events,
/// badges and feeds.
package enum ResultWord: CaseIterable, Sendable {
    /// SUCCESS.
    case ok
    /// APPLICATION_ERROR.
    case applicationError
    /// EXCEPTION_ERROR.
    case down
    /// A check during planned maintenance, whatever its result.
    case maintenance
    /// A check that is too old to say anything of now.
    case stale
    /// No check says anything.
    case noData
    /// A check that is no longer configured.
    case removed

    /// Sign of a warning: what is well now and will not stay so.
    package static let warningSign = "⚠"

    /// Sign of a silence: failures are not reported.
    package static let silenceSign = "☾"

    /// The state in capitals, short enough for a column.
    package var word: String {
        switch self {
        case .ok: "OK"
        case .applicationError: "APP"
        case .down: "DOWN"
        case .maintenance: "MAINTENANCE"
        case .stale: "STALE"
        case .noData: "NO DATA"
        case .removed: "REMOVED"
        }
    }

    /// Sign that tells the states apart without colour; all are in the fonts of a bare Debian.
    package var sign: String {
        switch self {
        case .ok: "✔"
        case .applicationError: "▲"
        case .down: "✖"
        case .maintenance: "⚒"
        case .stale: "◷"
        case .noData: "○"
        case .removed: "⊘"
        }
    }

    /// The state within a sentence.
    package var text: String {
        switch self {
        case .ok: "OK"
        case .applicationError: "application error"
        case .down: "down"
        case .maintenance: "under maintenance"
        case .stale: "stale"
        case .noData: "not checked yet"
        case .removed: "removed"
        }
    }

    /// A number of checks in that state: `2 down`, `1 application error`.
    package func count(_ number: Int) -> String {
        let isPlural = self == .applicationError && number != 1
        return "\(number) \(text)\(isPlural ? "s" : "")"
    }
}
