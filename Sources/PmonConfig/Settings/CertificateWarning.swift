// SPDX-License-Identifier: MIT

import PmonText

/// How much time a certificate may have left until there is a warning, keys `cert.warn`: `auto`, a duration or `none`.
package enum CertificateWarning: Equatable, Sendable, CustomStringConvertible {
    /// 21 days or a third of the certificate's lifetime, whichever is less.
    case auto
    /// That much time.
    case left(Duration)
    /// No warning.
    case none

    /// What `auto` is for a certificate of more than 63 days, or of unknown lifetime.
    static let longestAuto = Duration.seconds(21 * 86_400)

    /// Reads `auto`, a duration from zero on, or `none`.
    init(_ text: String) throws(SettingProblem) {
        switch text.lowercased() {
        case "auto": self = .auto
        case "none": self = .none
        default:
            guard let left = DurationText.parse(text) else {
                throw SettingProblem(
                    expected: "auto, none or \(DurationText.form)",
                    found: text
                )
            }
            self = .left(left)
        }
    }

    /// The time left from which on there is a warning, for a certificate of that lifetime in seconds; nil if there is none.
    package func threshold(lifetime: Double?) -> Duration? {
        switch self {
        case .auto:
            guard let lifetime, lifetime < 3 * Self.longestAuto.inSeconds else {
                return Self.longestAuto
            }
            return .seconds(max(lifetime, 0) / 3)
        case .left(let left): return left
        case .none: return nil
        }
    }

    /// Its spelling in the configuration.
    package var description: String {
        switch self {
        case .auto: "auto"
        case .left(let left): DurationText.format(left)
        case .none: "none"
        }
    }
}
