// SPDX-License-Identifier: MIT

package import PmonText

/// Days, times and zones as users write them in windows and silences.
package struct ClockText {
    /// The form of a day, for messages.
    static let dayForm = "a day such as 2026-12-05"
    /// The form of a time of day, for messages.
    static let timeForm = "a time such as 02:00"

    /// Zones that were named before, so that each file is read once.
    private var zones: [String: ClockZone] = [:]

    /// Nothing read yet.
    package init() {}

    /// A zone by its name.
    package mutating func zone(_ name: String) throws(SettingProblem) -> ClockZone {
        if let zone = zones[name] { return zone }
        let zone = try ClockZone(named: name)
        zones[name] = zone
        return zone
    }

    /// A day, `YYYY-MM-DD`.
    package static func day(_ text: String) throws(SettingProblem) -> CivilDay {
        guard text.utf8.count == 10, let wall = Timestamp.wall("\(text) 00:00:00") else {
            throw SettingProblem(expected: dayForm, found: text)
        }
        return CivilDay(wall: wall.seconds)
    }

    /// Seconds of a time of day, `HH:MM`; an end may be `24:00`.
    package static func time(_ text: String, isEnd: Bool) throws(SettingProblem) -> Int64 {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int64(String(parts[0]) ?? ""), let minute = Int64(String(parts[1]) ?? ""),
            minute < 60, hour < 24 || isEnd && hour == 24 && minute == 0
        else { throw SettingProblem(expected: timeForm, found: text) }
        return hour * 3600 + minute * 60
    }
}
