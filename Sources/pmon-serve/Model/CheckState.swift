// SPDX-License-Identifier: MIT

import PmonRecord

/// What is known of a monitor at an instant, from good to bad; the raw value orders them.
enum CheckState: UInt8, CaseIterable, Sendable, Comparable {
    /// No longer configured: it stands in the history alone.
    case removed = 0
    /// No check says anything.
    case noData = 1
    /// A check during planned maintenance, whatever its result.
    case maintenance = 2
    /// SUCCESS.
    case ok = 3
    /// APPLICATION_ERROR: the service answered, but not error-free.
    case app = 4
    /// EXCEPTION_ERROR: the environment failed.
    case down = 5
    /// The last check is too old to say anything of now.
    case stale = 6

    /// The states of what is configured.
    static let present: [CheckState] = allCases.filter { $0 != .removed }

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
        case .removed: "removed"
        case .noData: "nodata"
        case .maintenance: "maintenance"
        case .ok: "ok"
        case .app: "app"
        case .down: "down"
        case .stale: "stale"
        }
    }

    /// How people read it.
    var words: ResultWord {
        switch self {
        case .removed: .removed
        case .noData: .noData
        case .maintenance: .maintenance
        case .ok: .ok
        case .app: .applicationError
        case .down: .down
        case .stale: .stale
        }
    }

    /// Word on the page.
    var word: String { words.word }

    /// Sign that tells the states apart without colour.
    var glyph: String { words.sign }

    /// One letter in strips of the API.
    var letter: Character {
        switch self {
        case .removed: "r"
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
        case .removed: "no longer configured: shown by its own filter alone, and counted nowhere"
        case .noData: "no check has said anything yet"
        case .maintenance: "the last check fell into planned maintenance; its result does not count"
        case .ok: "the last check was good"
        case .app: "the service answered, but not error-free"
        case .down: "the service could not be reached"
        case .stale: "the last check is too old to say anything of now"
        }
    }
}
