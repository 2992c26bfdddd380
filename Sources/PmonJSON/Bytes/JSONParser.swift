// SPDX-License-Identifier: MIT

/// Builds values out of JSON text.
package struct JSONParser {
    private var cursor: JSONCursor
    private var depth = -JSONCursor.levelsAroundRecord

    /// The one value that the bytes hold, as strict as `JSONScanner.validate`.
    package static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
        try JSONScanner.validate(bytes)
        return try decode(bytes)
    }

    /// The same of bytes in an array.
    package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        let result = bytes.withUnsafeBytes { bytes in
            Result<JSONValue, JSONError> { () throws(JSONError) in try parse(bytes) }
        }
        return try result.get()
    }

    /// The value of bytes that were written by pmon or an older tool: grammar and UTF-8 are checked, nothing else.
    ///
    /// Of a key that an object has twice the last value counts, as most readers do it.
    package static func decode(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
        try JSONScanner.expectNoByteOrderMark(bytes)
        var parser = JSONParser(cursor: JSONCursor(bytes, strictness: .grammar))
        let value = try parser.value()
        try JSONScanner.expectEnd(&parser.cursor)
        return value
    }

    private init(cursor: JSONCursor) {
        self.cursor = cursor
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        cursor.skipWhitespace()
        switch cursor.byte {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case UInt8(ascii: "t"):
            try literal()
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal()
            return .bool(false)
        default:
            try literal()
            return .null
        }
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        try enter()
        var members: [JSONObject.Member] = []
        members.reserveCapacity(24)
        var hasDuplicates = false
        while try !leaves(UInt8(ascii: "}"), isFirst: members.isEmpty) {
            let key = try string()
            cursor.skipWhitespace()
            guard cursor.skip(UInt8(ascii: ":")) else { throw cursor.error }
            let value = try value()
            hasDuplicates = hasDuplicates || members.count > 64
            if !hasDuplicates { hasDuplicates = members.contains { $0.key == key } }
            members.append(JSONObject.Member(key: key, value: value))
        }
        return JSONObject(uniqueMembers: hasDuplicates ? Self.lastOfEach(members) : members)
    }

    /// The members without those that a later one of the same key replaces.
    private static func lastOfEach(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
        var seen = Set<String>()
        return members.reversed().filter { seen.insert($0.key).inserted }.reversed()
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        while try !leaves(UInt8(ascii: "]"), isFirst: elements.isEmpty) {
            elements.append(try value())
        }
        return elements
    }

    private mutating func enter() throws(JSONError) {
        guard depth < JSONCursor.depthLimit else {
            throw JSONError(.tooDeep, offset: cursor.offset)
        }
        depth += 1
        cursor.position += 1
    }

    /// Moves over what stands between elements; true at the closing bracket.
    private mutating func leaves(_ close: UInt8, isFirst: Bool) throws(JSONError) -> Bool {
        cursor.skipWhitespace()
        if cursor.byte == close {
            cursor.position += 1
            depth -= 1
            return true
        }
        guard !isFirst else { return false }
        guard cursor.skip(UInt8(ascii: ",")) else { throw cursor.error }
        cursor.skipWhitespace()
        return false
    }

    private mutating func string() throws(JSONError) -> String {
        let first = cursor.position + 1
        guard cursor.skipString() else { throw cursor.error }
        return JSONText.decode(
            UnsafeRawBufferPointer(start: first, count: cursor.position - first - 1)
        )
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let first = cursor.position
        guard cursor.skipNumber() else { throw cursor.error }
        let spelling = UnsafeBufferPointer(start: first, count: cursor.position - first)
        return JSONNumber(validated: String(decoding: spelling, as: UTF8.self))
    }

    private mutating func literal() throws(JSONError) {
        guard cursor.skipLiteral() else { throw cursor.error }
    }
}
