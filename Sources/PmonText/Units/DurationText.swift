// SPDX-License-Identifier: MIT

/// Durations as users write them: `500ms`, `10s`, `5m`, `2h`, `30d`; a bare number is seconds.
package enum DurationText {
    /// Microseconds in each unit.
    private static let units: [(name: String, microseconds: Int64)] = [
        ("ms", 1000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000),
        ("d", 86_400_000_000),
    ]

    /// The form of a duration, for messages.
    package static let form = "a duration such as 500ms, 10s, 5m, 2h or 30d"

    /// The longest duration that is read: 100 years, so that no sum of instants can overflow.
    private static let longest = 36_500 * 86_400_000_000.0

    /// Reads a duration, rounded to microseconds; units are read without case.
    ///
    /// nil unless it is a number, decimals allowed, and a known unit or none; and above 100 years.
    package static func parse(_ text: some StringProtocol) -> Duration? {
        guard let (number, unit) = Quantity.split(text) else { return nil }
        guard
            let scale = unit.isEmpty
                ? 1_000_000 : units.first(where: { $0.name == unit })?.microseconds
        else { return nil }
        let microseconds = (number * Double(scale)).rounded()
        return microseconds <= longest ? .microseconds(Int64(microseconds)) : nil
    }

    /// The duration in the largest unit that leaves it whole, for example `90s`, `2h`; below 1 ms as `0.5ms`.
    package static func format(_ duration: Duration) -> String {
        let microseconds = duration.wholeMicroseconds
        guard microseconds != 0 else { return "0s" }
        for unit in units.reversed() where microseconds % unit.microseconds == 0 {
            return "\(microseconds / unit.microseconds)\(unit.name)"
        }
        return "\(Double(microseconds) / 1000)ms"
    }
}
