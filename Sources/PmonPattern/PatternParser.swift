// SPDX-License-Identifier: MIT

/// Parses the syntax of regular expressions that RE2, Python and Perl have in common.
///
/// Not supported, because no automaton can do it: back-references and look-around.
/// `$` stands at the end or before a last newline, as in Perl and Python.
struct PatternParser {
    /// What `(?ims)` switches on.
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesNewline = false
    }

    /// Groups in groups, and repetitions of repetitions, so that a hostile pattern cannot exhaust the stack.
    private static let depthLimit = 100
    private static let repetitionLimit = 1000

    let scalars: [Unicode.Scalar]
    var index = 0
    var flags = Flags()
    /// True between `\Q` and `\E`.
    var isQuoting = false
    private var depth = 0
    private var groupNames = Set<String>()

    /// Parses a whole pattern.
    static func parse(_ text: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(scalars: Array(text.unicodeScalars))
        let node = try parser.alternatives()
        guard parser.index == parser.scalars.count else {
            throw parser.error("unexpected )")
        }
        return node
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    func error(_ text: String) -> PatternError {
        PatternError(message: "\(text) at \(index + 1)")
    }

    /// Takes a scalar if it is the next.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    /// Takes the next scalar, whatever it is.
    mutating func takeAny(_ expected: String) throws(PatternError) -> Unicode.Scalar {
        guard let scalar = next else { throw error("expected \(expected)") }
        index += 1
        return scalar
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("too many groups in groups") }
        // Flags that a group sets end with it.
        let outer = flags
        defer { flags = outer }
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, isQuoting || scalar != "|" && scalar != ")" {
            guard let atom = try atom() else { continue }
            nodes.append(try repeated(atom))
        }
        return nodes.isEmpty ? .empty : nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    /// One item; nil for `(?i)`, which only sets flags.
    private mutating func atom() throws(PatternError) -> PatternNode? {
        if isQuoting { return quoted() }
        let scalar = try takeAny("an item")
        switch scalar {
        case "(": return try group()
        case "[": return .set(try bracketSet())
        case ".":
            return .set(
                flags.dotTakesNewline ? .all : ScalarSet(Unicode.Scalar(0x0A)).inverted
            )
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return flags.isMultiline ? .assertion(.lineEnd) : Self.endOrLastNewline
        case "\\":
            guard next == "Q" else { return try escape() }
            index += 1
            isQuoting = true
            return takeQuoteEnd() ? nil : quoted()
        case "*", "+", "?":
            index -= 1
            throw error("nothing to repeat")
        default: return literal(scalar)
        }
    }

    private static let endOrLastNewline = PatternNode.sequence([
        .repetition(.set(ScalarSet(Unicode.Scalar(0x0A))), minimum: 0, maximum: 1),
        .assertion(.textEnd),
    ])

    /// A set of one scalar, of both its cases where case is ignored.
    func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        let set = ScalarSet(scalar)
        return .set(flags.ignoresCase ? set.ignoringCase : set)
    }

    private mutating func group() throws(PatternError) -> PatternNode? {
        let outer = flags
        if take("?") {
            if take("P") || next == "<" {
                guard take("<"), next != "=", next != "!" else {
                    throw error("look-around and back-references are not supported")
                }
                try groupName()
            } else if try groupFlags() {
                return nil
            }
        }
        let node = try alternatives()
        flags = outer
        guard take(")") else { throw error("expected )") }
        return node
    }

    /// Reads the name of a group and its `>`; no two groups have one name.
    private mutating func groupName() throws(PatternError) {
        var name = String.UnicodeScalarView()
        while true {
            let scalar = try takeAny("> after the group's name")
            if scalar == ">" { break }
            name.append(scalar)
        }
        guard !name.isEmpty,
            name.allSatisfy({
                $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
            })
        else {
            throw error("expected letters, digits and _ as the group's name")
        }
        guard groupNames.insert(String(name)).inserted else {
            throw error("second group of one name")
        }
    }

    /// Reads `i-s:` or `i)` behind `(?`; true if the group ends with it.
    private mutating func groupFlags() throws(PatternError) -> Bool {
        var value = true
        while true {
            switch try takeAny("flags") {
            case "i": flags.ignoresCase = value
            case "m": flags.isMultiline = value
            case "s": flags.dotTakesNewline = value
            // Greedy or not makes no difference to whether something is found.
            case "U": break
            case "-": value = false
            case ":": return false
            case ")": return true
            case "=", "!", ">", "<":
                index -= 1
                throw error("look-around and atomic groups are not supported")
            default:
                index -= 1
                throw error("unknown flag")
            }
        }
    }

    private mutating func repeated(_ atom: PatternNode) throws(PatternError) -> PatternNode {
        var node = atom
        var repetitions = 0
        guard !isQuoting else { return node }
        while let scalar = next {
            switch scalar {
            case "*": index += 1; node = .repetition(node, minimum: 0, maximum: nil)
            case "+": index += 1; node = .repetition(node, minimum: 1, maximum: nil)
            case "?": index += 1; node = .repetition(node, minimum: 0, maximum: 1)
            case "{":
                guard let counted = try counted(node) else { return node }
                node = counted
            default: return node
            }
            // Lazy or not makes no difference to whether something is found.
            _ = take("?")
            guard next != "+" else { throw error("possessive repetition is not supported") }
            repetitions += 1
            guard repetitions <= Self.depthLimit else {
                throw error("too many repetitions of repetitions")
            }
        }
        return node
    }

    /// Reads `{2}`, `{2,}` or `{2,5}`; nil, and nothing taken, if it is none, so that the brace stands for itself.
    private mutating func counted(_ node: PatternNode) throws(PatternError) -> PatternNode? {
        let start = index
        index += 1
        guard let minimum = number() else {
            index = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}") else {
            index = start
            return nil
        }
        guard minimum <= Self.repetitionLimit, maximum ?? 0 <= Self.repetitionLimit,
            minimum <= maximum ?? minimum
        else { throw error("repetition out of range 0 to \(Self.repetitionLimit)") }
        return .repetition(node, minimum: minimum, maximum: maximum)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = next, ("0"..."9").contains(digit), (value ?? 0) < 1_000_000 {
            value = (value ?? 0) * 10 + Int(digit.value - 0x30)
            index += 1
        }
        return value
    }
}
