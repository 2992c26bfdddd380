// SPDX-License-Identifier: MIT

extension EncodedText {
    /// Fewer letters hold no secret.
    private static let shortestRun = 8

    /// What the text stands for where it is read as base64 or base64url, at each of the four places where a group of letters
    /// may begin; line ends and blanks between the letters do not count, as in mail.
    ///
    /// Text that is not base64 gives bytes without meaning.
    func base64Phases() -> [EncodedText] {
        let runs = base64Runs()
        guard !runs.isEmpty else { return [] }
        return (0..<4).map { phase in
            var units: [Unit] = []
            units.reserveCapacity(self.units.count)
            for run in runs {
                // Nothing is found across two runs.
                units.append(Unit(byte: 0, start: run[0].unit.start, end: run[0].unit.start))
                Self.decode(run.dropFirst(phase), into: &units)
            }
            return EncodedText(units: units)
        }
    }

    private typealias Letter = (value: UInt8, unit: Unit)

    private func base64Runs() -> [[Letter]] {
        var runs: [[Letter]] = []
        var run: [Letter] = []
        for unit in units {
            if let value = Self.value(of: unit.byte) {
                run.append((value, unit))
            } else if unit.byte > 0x20 {
                if run.count >= Self.shortestRun { runs.append(run) }
                run = []
            }
        }
        if run.count >= Self.shortestRun { runs.append(run) }
        return runs
    }

    /// Appends the bytes of groups of four letters; of a rest of two or three what it holds.
    private static func decode(_ letters: ArraySlice<Letter>, into units: inout [Unit]) {
        var index = letters.startIndex
        while index + 1 < letters.endIndex {
            for place in 0..<3 where index + place + 1 < letters.endIndex {
                let (left, right) = (letters[index + place], letters[index + place + 1])
                let byte = left.value << (2 + 2 * place) | right.value >> (4 - 2 * place)
                units.append(Unit(byte: byte, start: left.unit.start, end: right.unit.end))
            }
            index += 4
        }
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
