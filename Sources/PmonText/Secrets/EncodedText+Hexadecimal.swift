// SPDX-License-Identifier: MIT

extension EncodedText {
    /// Fewer digits hold no secret.
    private static let fewestDigits = 10

    /// Separators in a row that a list has at most: a comma, the end of a line, some indentation.
    private static let mostSeparators = 16

    /// What the text stands for where it is read as hexadecimal digits, from each of the two places where a pair may begin;
    /// what separates pairs does not count, as in dumps and in lists: `53:33`, `0x53, 0x33`.
    ///
    /// Text that is not hexadecimal gives bytes without meaning.
    func hexadecimalPhases() -> [EncodedText] {
        let runs = digitRuns()
        guard !runs.isEmpty else { return [] }
        return (0..<2).map { phase in
            var units: [Unit] = []
            units.reserveCapacity(self.units.count / 2 + runs.count)
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
        guard units.contains(where: { $0.byte == 0 }) else { return nil }
        return EncodedText(units: units.filter { $0.byte != 0 })
    }

    private typealias Digit = (value: UInt8, unit: Unit)

    private func digitRuns() -> [[Digit]] {
        var runs: [[Digit]] = []
        var run: [Digit] = []
        var separators = 0
        func end() {
            if run.count >= Self.fewestDigits { runs.append(run) }
            run = []
        }
        var index = 0
        while index < units.count {
            let unit = units[index]
            if isPrefix(at: index) {
                index += 1
            } else if let value = Self.digit(unit.byte) {
                run.append((value, unit))
                separators = 0
            } else if separators < Self.mostSeparators, Self.isSeparator(unit.byte) {
                separators += 1
            } else {
                end()
            }
            index += 1
        }
        end()
        return runs
    }

    /// True for the `0x` before a digit.
    private func isPrefix(at index: Int) -> Bool {
        index + 2 < units.count && units[index].byte == UInt8(ascii: "0")
            && units[index + 1].byte | 0x20 == UInt8(ascii: "x")
            && Self.digit(units[index + 2].byte) != nil
    }

    /// What the text stands for where it is read as a list of bytes in decimal, `[83, 51]`, as programs print one; negative
    /// ones are those of a signed byte.
    ///
    /// Nil where there is no list; text that is none gives bytes without meaning.
    func decimalBytes() -> EncodedText? {
        var bytes: [Unit] = []
        var run: [Unit] = []
        func end(at place: Int) {
            // Nothing is found across two runs.
            if run.count >= Self.fewestDigits / 2 {
                bytes += run + [Unit(byte: 0, start: place, end: place)]
            }
            run = []
        }
        var separators = 0
        var index = 0
        while index < units.count {
            if (0x30...0x39).contains(units[index].byte) {
                let digits = units[index...].prefix { (0x30...0x39).contains($0.byte) }
                let (first, last) = (digits[index], digits[digits.endIndex - 1])
                let number =
                    digits.count > 3 ? 256 : digits.reduce(0) { $0 * 10 + Int($1.byte) - 0x30 }
                if number < 256 {
                    let value = isNegative(at: index) ? 256 - number : number
                    run.append(
                        Unit(
                            byte: UInt8(truncatingIfNeeded: value),
                            start: first.start,
                            end: last.end
                        )
                    )
                } else {
                    end(at: first.start)
                }
                separators = 0
                index += digits.count
                continue
            }
            separators += 1
            if separators > Self.mostSeparators || !Self.isSeparator(units[index].byte) {
                end(at: units[index].start)
            }
            index += 1
        }
        end(at: units.last?.end ?? 0)
        return bytes.isEmpty ? nil : EncodedText(units: bytes)
    }

    /// True if a hyphen before a number is its sign, and does not separate it from another.
    private func isNegative(at index: Int) -> Bool {
        guard index > 0, units[index - 1].byte == UInt8(ascii: "-") else { return false }
        return index == 1 || !(0x30...0x39).contains(units[index - 2].byte)
    }

    /// What may stand between the bytes of a list.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// The value of a hexadecimal digit; nil if it is none.
    package static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
