// SPDX-License-Identifier: MIT

import PmonCore

/// What is known of a monitor at an instant, from good to bad; the raw value orders them.
enum CheckState: UInt8, CaseIterable, Sendable, Comparable {
    /// No check says anything.
    case noData = 0
    /// A check during planned maintenance, whatever its result.
    case maintenance = 1
    /// SUCCESS.
    case ok = 2
    /// APPLICATION_ERROR: the service answered, but not error-free.
    case app = 3
    /// EXCEPTION_ERROR: the environment failed.
    case down = 4
    /// The last check is too old to say anything of now.
    case stale = 5

    /// State that a check's result means.
    init(_ result: CheckResult) {
        switch result {
        case .success: self = .ok
        case .applicationError: self = .app
        case .exceptionError: self = .down
        }
    }

    static func < (left: CheckState, right: CheckState) -> Bool { left.rawValue < right.rawValue }

    /// Whether a check failed.
    var isFailure: Bool { self == .app || self == .down }

    /// Name in the API, in addresses and in class names.
    var name: String {
        switch self {
        case .noData: "nodata"
        case .maintenance: "maintenance"
        case .ok: "ok"
        case .app: "app"
        case .down: "down"
        case .stale: "stale"
        }
    }

    /// Word on the page.
    var word: String {
        switch self {
        case .noData: "NO DATA"
        case .maintenance: "MAINTENANCE"
        case .ok: "OK"
        case .app: "APP"
        case .down: "DOWN"
        case .stale: "STALE"
        }
    }

    /// Sign that tells the states apart without colour; all are in the fonts of a bare Debian.
    var glyph: String {
        switch self {
        case .noData: "○"
        case .maintenance: "⚒"
        case .ok: "✔"
        case .app: "▲"
        case .down: "✖"
        case .stale: "◷"
        }
    }

    /// One letter in strips of the API.
    var letter: Character {
        switch self {
        case .noData: "-"
        case .maintenance: "m"
        case .ok: "o"
        case .app: "a"
        case .down: "d"
        case .stale: "s"
        }
    }

    /// What the state means, in a sentence.
    var meaning: String {
        switch self {
        case .noData: "no check has said anything yet"
        case .maintenance: "the last check fell into planned maintenance; its result does not count"
        case .ok: "the last check was good"
        case .app: "the service answered, but not error-free"
        case .down: "the service could not be reached"
        case .stale: "the last check is too old to say anything of now"
        }
    }
}
