// SPDX-License-Identifier: MIT

import PmonText

/// A JSON number that keeps its spelling, so that a field that passes through a tool stays as it was.
package struct JSONNumber: Equatable, Sendable {
    /// The number as RFC 8259 section 6 spells it, for example `1.50` or `-3e8`.
    package let text: String

    /// Takes over a spelling that a scanner has already found to be a valid JSON number.
    package init(validated text: String) {
        self.text = text
    }

    /// An integer.
    init(_ value: Int) {
        text = String(value)
    }

    /// A number with a fixed count of decimals, 0 to 9, rounded half away from zero.
    ///
    /// Not finite values become 0, because JSON has no spelling for them.
    package init(_ value: Double, decimals: Int) {
        let scaled = (value * Double(Self.scale(decimals))).rounded(.toNearestOrAwayFromZero)
        if scaled.isFinite, abs(scaled) < 9e18 {
            self.init(fixed: Int64(scaled), decimals: decimals)
        } else {
            self.init(validated: value.isFinite ? "\(value)" : "0")
        }
    }

    /// A fixed-point number: `scaled` / 10^`decimals`, 0 to 9 decimals.
    package init(fixed scaled: Int64, decimals: Int) {
        self.init(validated: DigitWriter.text { $0.put(fixed: scaled, decimals: decimals) })
    }

    private static func scale(_ decimals: Int) -> Int64 {
        (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    }

    /// The value as an integer; nil if it has a fraction, an exponent, or does not fit.
    package var int: Int? { Int(text) }

    /// The value as a double; nil if a double cannot hold it.
    package var double: Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
