// SPDX-License-Identifier: MIT

/// A day of the Gregorian calendar, without a time zone.
///
/// https://howardhinnant.github.io/date_algorithms.html
package struct CivilDay: Equatable, Sendable {
    /// Seconds of a day.
    package static let seconds: Int64 = 86_400

    /// Days since 1970-01-01.
    package let number: Int64

    /// That many days after 1970-01-01.
    package init(number: Int64) {
        self.number = number
    }

    /// The day that a wall clock shows at that reading, given in Unix seconds as if it were UTC.
    package init(wall: Int64) {
        let quotient = wall / Self.seconds
        number = wall % Self.seconds < 0 ? quotient - 1 : quotient
    }

    /// A day by year, month 1 to 12 and day of the month; a day beyond the month counts on into the next one.
    package init(year: Int64, month: Int64, day: Int64) {
        // Years begin in March, so that the leap day is their last.
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month and day of the month.
    package var fields: (year: Int64, month: Int64, day: Int64) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        return (
            yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, day
        )
    }

    /// The day of the week, 0 for Monday to 6 for Sunday.
    package var weekday: Int {
        // 1970-01-01 was a Thursday.
        let day = (number + 3) % 7
        return Int(day < 0 ? day + 7 : day)
    }

    /// True in the years that have a 29 February.
    static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
}
