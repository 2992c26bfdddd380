// SPDX-License-Identifier: MIT

import PmonText

/// Takes what a `JSONStream` reads.
protocol JSONStreamHandler {
    /// An object or array begins.
    mutating func begin(isArray: Bool)
    /// The innermost object or array ends.
    mutating func end()
    /// The key of the next value.
    mutating func key(_ text: String)
    /// A string, number, true, false or null.
    mutating func scalar(_ value: JSONScalar)
}

/// A JSON value that holds no others.
enum JSONScalar: Equatable, Sendable {
    case string(String)
    /// As it was spelled.
    case number(String)
    case bool(Bool)
    case null
}

/// Reads JSON (RFC 8259) that comes in pieces, in memory that grows with its longest number only.
///
/// The text must be valid UTF-8, as `TextRepair` makes it. Strings beyond 64 KiB are cut.
struct JSONStream {
    private enum State {
        case value, firstElement, firstKey, key, colon, comma, string, escape, number, word, end
    }

    /// Containers in containers; each costs one byte here.
    static let depthLimit = 512
    private static let textLimit = 64 * 1024
    /// Keys of all objects that are open at once; it bounds the memory of their hashes.
    static let keyLimit = 1 << 18

    /// What is wrong with the text; nil as long as nothing is.
    private(set) var problem: String?
    private var state = State.value
    /// True for arrays, the innermost last.
    private var containers: [Bool] = []
    private var text: [UInt8] = []
    /// Bytes of the present string, those that were cut off too.
    private var length = 0
    /// Bytes of `false`.
    private static let longestWord = 5
    /// Hashes of the keys of each open object, the innermost last; seeded anew in each process.
    private var keys: [Set<Int>] = []
    private var keyCount = 0
    private var isKey = false
    private var escape = JSONEscape()
    private var offset = 0

    /// Reads the next piece.
    mutating func feed(
        _ bytes: UnsafeRawBufferPointer,
        to handler: inout some JSONStreamHandler
    ) {
        for byte in bytes {
            guard problem == nil else { return }
            offset += 1
            switch state {
            case .string: takeString(byte, &handler)
            case .escape: takeEscape(byte, &handler)
            case .number, .word: takeToken(byte, &handler)
            default: takeStructure(byte, &handler)
            }
        }
    }

    /// Ends the text; afterwards `problem` is final.
    mutating func finish(to handler: inout some JSONStreamHandler) {
        if state == .number || state == .word { endToken(&handler) }
        guard problem == nil, state != .end else { return }
        problem = offset == 0 ? "no JSON: the body is empty" : "JSON ends too early"
    }

    private mutating func fail() {
        problem = "invalid JSON at byte \(offset)"
    }

    private mutating func takeStructure(_ byte: UInt8, _ handler: inout some JSONStreamHandler) {
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { return }
        switch (state, byte) {
        case (.value, _): beginValue(byte, &handler)
        case (.firstElement, UInt8(ascii: "]")): close(isArray: true, &handler)
        case (.firstElement, _): beginValue(byte, &handler)
        case (.firstKey, UInt8(ascii: "}")): close(isArray: false, &handler)
        case (.firstKey, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")): beginString(isKey: true)
        case (.colon, UInt8(ascii: ":")): state = .value
        case (.comma, UInt8(ascii: ",")): state = containers.last == true ? .value : .key
        case (.comma, UInt8(ascii: "]")): close(isArray: true, &handler)
        case (.comma, UInt8(ascii: "}")): close(isArray: false, &handler)
        default: fail()
        }
    }

    private mutating func beginValue(_ byte: UInt8, _ handler: inout some JSONStreamHandler) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard containers.count < Self.depthLimit else {
                problem = "JSON is nested deeper than \(Self.depthLimit)"
                return
            }
            let isArray = byte == UInt8(ascii: "[")
            handler.begin(isArray: isArray)
            containers.append(isArray)
            if !isArray { keys.append([]) }
            state = isArray ? .firstElement : .firstKey
        case UInt8(ascii: "\""): beginString(isKey: false)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): beginToken(byte, .number)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): beginToken(byte, .word)
        default: fail()
        }
    }

    private mutating func close(isArray: Bool, _ handler: inout some JSONStreamHandler) {
        guard containers.last == isArray else { return fail() }
        containers.removeLast()
        if !isArray { keyCount -= keys.removeLast().count }
        handler.end()
        endValue()
    }

    private mutating func endValue() {
        state = containers.isEmpty ? .end : .comma
    }

    private mutating func beginString(isKey: Bool) {
        self.isKey = isKey
        text.removeAll(keepingCapacity: true)
        length = 0
        state = .string
    }

    private mutating func takeString(_ byte: UInt8, _ handler: inout some JSONStreamHandler) {
        switch byte {
        case UInt8(ascii: "\""):
            let string = String(decoding: text, as: UTF8.self)
            if isKey {
                guard isNew(string) else { return }
                handler.key(string)
                state = .colon
            } else {
                handler.scalar(.string(string))
                endValue()
            }
        case UInt8(ascii: "\\"):
            escape = JSONEscape()
            state = .escape
        case 0..<0x20: fail()
        default:
            length += 1
            if text.count < Self.textLimit { text.append(byte) }
        }
    }

    private mutating func takeEscape(_ byte: UInt8, _ handler: inout some JSONStreamHandler) {
        switch escape.take(byte) {
        case .more: break
        case .invalid: fail()
        case .alone(let isEscaped):
            text += JSONEscape.replacement
            escape = JSONEscape()
            if isEscaped {
                takeEscape(byte, &handler)
            } else {
                state = .string
                takeString(byte, &handler)
            }
        case .scalars(let scalars):
            length += scalars.count
            if text.count < Self.textLimit { text += scalars }
            state = .string
        }
    }

    /// False, and a problem, for a key that the object has already: parsers differ in which value counts.
    private mutating func isNew(_ key: String) -> Bool {
        var hasher = Hasher()
        text.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(length)
        guard keyCount < Self.keyLimit else {
            problem = "JSON has more than \(Self.keyLimit) keys"
            return false
        }
        guard keys[keys.count - 1].insert(hasher.finalize()).inserted else {
            problem = "JSON repeats the key \"\(key.excerpt)\""
            return false
        }
        keyCount += 1
        return true
    }

    private mutating func beginToken(_ byte: UInt8, _ state: State) {
        text.removeAll(keepingCapacity: true)
        text.append(byte)
        self.state = state
    }

    private mutating func takeToken(_ byte: UInt8, _ handler: inout some JSONStreamHandler) {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            // Numbers may have any length; the words are short.
            guard state == .number || text.count < Self.longestWord else { return fail() }
            text.append(byte)
        default:
            endToken(&handler)
            if problem == nil { takeStructure(byte, &handler) }
        }
    }

    private mutating func endToken(_ handler: inout some JSONStreamHandler) {
        let token = String(decoding: text, as: UTF8.self)
        switch token {
        case "true": handler.scalar(.bool(true))
        case "false": handler.scalar(.bool(false))
        case "null": handler.scalar(.null)
        case _ where state == .number && JSONNumberText.isValid(text):
            handler.scalar(.number(token))
        default: return fail()
        }
        endValue()
    }
}
