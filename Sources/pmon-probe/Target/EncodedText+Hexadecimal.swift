// SPDX-License-Identifier: MIT

extension EncodedText {
    /// Fewer digits hold no secret.
    private static let fewestDigits = 10

    /// What the text stands for where it is read as hexadecimal digits, from each of the two places where a pair may begin;
    /// a blank, a colon or a hyphen between pairs does not count, as in dumps.
    ///
    /// Text that is not hexadecimal gives bytes without meaning.
    func hexadecimalPhases() -> [EncodedText] {
        let runs = digitRuns()
        guard !runs.isEmpty else { return [] }
        return (0..<2).map { phase in
            var units: [Unit] = []
            for run in runs {
                // Nothing is found across two runs.
                units.append(Unit(byte: 0, start: run[0].unit.start, end: run[0].unit.start))
                var index = run.startIndex + phase
                while index + 1 < run.endIndex {
                    let (high, low) = (run[index], run[index + 1])
                    let byte = high.value << 4 | low.value
                    units.append(Unit(byte: byte, start: high.unit.start, end: low.unit.end))
                    index += 2
                }
            }
            return EncodedText(units: units)
        }
    }

    /// The text without NUL, as UTF-16 has it between letters of ASCII; nil if there is none.
    func withoutZeros() -> EncodedText? {
        let rest = units.filter { $0.byte != 0 }
        return rest.count < units.count ? EncodedText(units: rest) : nil
    }

    private typealias Digit = (value: UInt8, unit: Unit)

    private func digitRuns() -> [[Digit]] {
        var runs: [[Digit]] = []
        var run: [Digit] = []
        var hasSeparator = false
        func end() {
            if run.count >= Self.fewestDigits { runs.append(run) }
            run = []
        }
        for unit in units {
            if let value = Self.digit(unit.byte) {
                run.append((value, unit))
                hasSeparator = false
            } else if !hasSeparator, [0x20, 0x2D, 0x3A].contains(unit.byte) {
                hasSeparator = true
            } else {
                end()
            }
        }
        end()
        return runs
    }

    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
