// SPDX-License-Identifier: MIT

import PmonCore

/// What a record tells of a server's certificate.
struct CertificateSummary: Equatable, Sendable {
    /// End of its validity.
    let expires: Timestamp
    /// Whom it names, and who vouches for it, as OpenSSL prints distinguished names.
    let subject: String
    let issuer: String

    /// Reads the leaf's lines `Name:value` that libcurl's CERTINFO gives; nil if they tell no end of validity.
    init?(lines: [String]) {
        var fields: [Substring: Substring] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...]
        }
        guard let end = fields["Expire date"], let expires = Self.timestamp(String(end)) else {
            return nil
        }
        self.expires = expires
        subject = String(fields["Subject"] ?? "")
        issuer = String(fields["Issuer"] ?? "")
    }

    /// Days left at an instant; negative once it has expired.
    func days(at instant: Timestamp) -> Double {
        Double(expires.microseconds - instant.microseconds) / 86_400_000_000
    }

    /// The `certificate` of a record; `days` has one decimal.
    func json(at instant: Timestamp) -> JSONValue {
        .object([
            "expires": .string(expires.utc),
            "days": .number(JSONNumber(days(at: instant), decimals: 1)),
            "subject": .string(subject),
            "issuer": .string(issuer),
        ])
    }

    /// Reads OpenSSL's `Nov 24 01:59:13 2026 GMT` (ASN1_TIME_print).
    static func timestamp(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        guard words.count == 5, words[4] == "GMT",
            let month = months.firstIndex(of: String(words[0])),
            let day = Int(words[1]), let year = Int(words[3])
        else { return nil }
        let clock = words[2].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3 else { return nil }
        let days = daysSinceEpoch(year: year, month: month + 1, day: day)
        let seconds = days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        return Timestamp(microseconds: Int64(seconds) * 1_000_000)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days from 1970-01-01 in the Gregorian calendar, whose years here begin with March, so that February is last.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
