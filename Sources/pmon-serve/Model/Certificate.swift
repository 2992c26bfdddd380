// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonText

/// How long a monitor's certificate lasts.
struct Certificate: Equatable, Sendable {
    /// Unix seconds at which it runs out.
    let expires: Double
    /// Days left that are worth a warning; nil for none.
    let warnDays: Double?
    /// Days left at which it is urgent: a third of those of `auto`, which are few for a certificate that is made anew each week.
    let urgentDays: Double

    /// Days left at which a certificate is urgent, unless it is valid for a short time only.
    private static let usualUrgentDays = 7.0

    /// Reads the `certificate` of a record that was made at `at`; `nil` if it has none.
    init?(_ record: Record, at: Double, warning: CertificateWarning) {
        guard let object = record[.certificate]?.object else { return nil }
        if let text = object["expires"]?.string, let seconds = Timestamp(zoned: text)?.seconds {
            expires = seconds
        } else if let days = NumberField.days.number(object["days"]?.double) {
            expires = at + days * 86_400
        } else {
            return nil
        }
        let begins = object["begins"]?.string.flatMap { Timestamp(zoned: $0)?.seconds }
        warnDays = warning.threshold(lifetime: begins.map { [expires] in expires - $0 })
            .map { $0.inSeconds / 86_400 }
        let third = warning == .auto ? warnDays.map { $0 / 3 } : nil
        urgentDays = min(third ?? Self.usualUrgentDays, Self.usualUrgentDays)
    }

    /// Whole days left, negative once it has run out.
    func days(now: Double) -> Int { Int(((expires - now) / 86_400).rounded(.down)) }

    /// What the days left mean.
    func state(now: Double) -> CheckState {
        let left = (expires - now) / 86_400
        if left <= urgentDays { return .down }
        return warnDays.map { left <= $0 } ?? false ? .app : .ok
    }
}
