// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// A silence in words.
enum SilenceText {
    /// Sign of what is silenced.
    static let glyph = ResultWord.silenceSign

    /// `until recovery`, or until when.
    static func end(_ silence: Silence, now: Double) -> String {
        switch silence.until {
        case .recovery: "until recovery"
        case .instant(let instant): "until \(LocalTime.short(instant.seconds, now: now))"
        }
    }
}
