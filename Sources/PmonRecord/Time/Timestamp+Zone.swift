// SPDX-License-Identifier: MIT

extension Timestamp {
    /// Reads a time with its zone as RFC 3339 spells it: `2026-11-22T17:23:49Z`, `2026-11-22T17:23:49.5+02:00`.
    ///
    /// A space may stand for the `T`, letters have no case, digits beyond microseconds are dropped. nil for any other
    /// spelling, and for times without a zone.
    /// https://www.rfc-editor.org/rfc/rfc3339#section-5.6
    package init?(zoned text: String) {
        let upper = text.uppercased()
        let offset: Int64
        var clock: Substring
        if upper.hasSuffix("Z") {
            offset = 0
            clock = upper.dropLast()
        } else {
            guard let seconds = Self.offset(upper.suffix(6)) else { return nil }
            offset = seconds
            clock = upper.dropLast(6)
        }
        if clock.utf8.count > 26,
            clock.dropFirst(26).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            clock = clock.prefix(26)
        }
        let spaced = clock.replacing("T", with: " ", maxReplacements: 1)
        guard let wall = Self.wall(String(spaced)) else { return nil }
        self.init(microseconds: (wall.seconds - offset) * 1_000_000 + wall.microseconds)
    }

    /// The seconds of `+02:00` or `-09:30`.
    private static func offset(_ text: Substring) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), "+-".utf8.contains(bytes[0]),
            [1, 2, 4, 5].allSatisfy({ (0x30...0x39).contains(bytes[$0]) })
        else { return nil }
        let digits = bytes.map { Int64($0) - 0x30 }
        let hours = digits[1] * 10 + digits[2]
        let minutes = digits[4] * 10 + digits[5]
        guard hours < 24, minutes < 60 else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}
