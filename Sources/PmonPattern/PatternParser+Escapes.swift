// SPDX-License-Identifier: MIT

extension PatternParser {
    /// One scalar that stands for itself, and the `\E` after it; nil at the end of an open `\Q`.
    mutating func quoted() -> PatternNode? {
        guard let scalar = next else {
            isQuoting = false
            return nil
        }
        index += 1
        _ = takeQuoteEnd()
        return literal(scalar)
    }

    /// Takes `\E`.
    mutating func takeQuoteEnd() -> Bool {
        guard next == "\\", index + 1 < scalars.count, scalars[index + 1] == "E" else {
            return false
        }
        index += 2
        isQuoting = false
        return true
    }

    /// What stands behind a backslash, outside of brackets.
    mutating func escape() throws(PatternError) -> PatternNode {
        switch next {
        case "b": index += 1; return .assertion(.wordBoundary)
        case "B": index += 1; return .assertion(.noWordBoundary)
        case "A": index += 1; return .assertion(.textStart)
        case "z", "Z": index += 1; return .assertion(.textEnd)
        default: break
        }
        if let set = escapedSet() { return .set(set) }
        return literal(try escapedScalar())
    }

    /// A set of scalars behind a backslash: `\d` and its like; nil, and nothing taken, if it is none.
    mutating func escapedSet() -> ScalarSet? {
        let set: ScalarSet
        switch next {
        case "d": set = .digits
        case "D": set = ScalarSet.digits.inverted
        case "w": set = .words
        case "W": set = ScalarSet.words.inverted
        case "s": set = .spaces
        case "S": set = ScalarSet.spaces.inverted
        default: return nil
        }
        index += 1
        return set
    }

    /// One scalar behind a backslash.
    mutating func escapedScalar() throws(PatternError) -> Unicode.Scalar {
        let scalar = try takeAny("a character after \\")
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "f": return "\u{0C}"
        case "v": return "\u{0B}"
        case "a": return "\u{07}"
        case "e": return "\u{1B}"
        case "x": return try hexadecimal(digits: 2)
        case "u": return try hexadecimal(digits: 4)
        case "0": return octal()
        case "1"..."9":
            index -= 1
            throw error("back-references are not supported")
        case _ where scalar.properties.isAlphabetic && scalar.isASCII:
            index -= 1
            throw error("unknown escape \\\(scalar)")
        default: return scalar
        }
    }

    /// The character of up to two octal digits.
    private mutating func octal() -> Unicode.Scalar {
        var value: UInt8 = 0
        for _ in 0..<2 {
            guard let digit = next, ("0"..."7").contains(digit) else { break }
            value = value * 8 + UInt8(digit.value - 0x30)
            index += 1
        }
        return Unicode.Scalar(value)
    }

    private mutating func hexadecimal(digits: Int) throws(PatternError) -> Unicode.Scalar {
        var text = ""
        if take("{") {
            while let scalar = next, scalar != "}" {
                text.unicodeScalars.append(scalar)
                index += 1
            }
            guard take("}") else { throw error("expected }") }
        } else {
            for _ in 0..<digits { text.unicodeScalars.append(try takeAny("\(digits) digits")) }
        }
        guard let value = UInt32(text, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw error("expected a hexadecimal character number")
        }
        return scalar
    }

    /// The set in brackets, behind `[`.
    mutating func bracketSet() throws(PatternError) -> ScalarSet {
        let isInverted = take("^")
        var set = ScalarSet()
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            if let named = try namedSet() {
                set = set.union(named)
                continue
            }
            guard let low = try bracketItem(&set) else { continue }
            if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
                index += 1
                var ignored = ScalarSet()
                guard let high = try bracketItem(&ignored), high >= low else {
                    throw error("range out of order")
                }
                set = set.union(ScalarSet([low.value...high.value]))
            } else {
                set = set.union(ScalarSet(low))
            }
        }
        guard take("]") else { throw error("expected ]") }
        if flags.ignoresCase { set = set.ignoringCase }
        return isInverted ? set.inverted : set
    }

    /// One scalar in brackets; nil for a set behind a backslash, which is added.
    private mutating func bracketItem(_ set: inout ScalarSet) throws(PatternError) -> Unicode
        .Scalar?
    {
        let scalar = try takeAny("]")
        guard scalar == "\\" else { return scalar }
        if let named = escapedSet() {
            set = set.union(named)
            return nil
        }
        if take("b") { return "\u{08}" }
        return try escapedScalar()
    }

    /// A set such as `[:alpha:]` inside brackets; nil, and nothing taken, if it is none.
    private mutating func namedSet() throws(PatternError) -> ScalarSet? {
        guard next == "[", index + 1 < scalars.count, scalars[index + 1] == ":" else { return nil }
        var end = index + 2
        var name = ""
        while end < scalars.count, scalars[end] != ":", scalars[end] != "]" {
            name.unicodeScalars.append(scalars[end])
            end += 1
        }
        guard end + 1 < scalars.count, scalars[end] == ":", scalars[end + 1] == "]" else {
            return nil
        }
        let isInverted = name.hasPrefix("^")
        guard let set = Self.namedSets[isInverted ? String(name.dropFirst()) : name] else {
            throw error("unknown set [:\(name):]")
        }
        index = end + 2
        return isInverted ? set.inverted : set
    }

    private static let namedSets: [String: ScalarSet] = [
        "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A]),
        "digit": .digits,
        "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A]),
        "upper": ScalarSet([0x41...0x5A]),
        "lower": ScalarSet([0x61...0x7A]),
        "space": .spaces,
        "blank": ScalarSet([0x09...0x09, 0x20...0x20]),
        "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
        "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66]),
        "word": .words,
        "print": ScalarSet([0x20...0x7E]),
        "graph": ScalarSet([0x21...0x7E]),
        "cntrl": ScalarSet([0x00...0x1F, 0x7F...0x7F]),
    ]
}
