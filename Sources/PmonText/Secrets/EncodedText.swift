// SPDX-License-Identifier: MIT

/// A text whose bytes may stand there encoded: percent-encoded, or escaped as in JSON or HTML.
package struct EncodedText {
    /// A byte, and the place of what stands for it in the text as it came.
    package struct Unit {
        package let byte: UInt8
        // Half the size of two Int: most of a search is the reading and writing of these.
        private let from: Int32
        private let to: Int32
        var start: Int { Int(from) }
        var end: Int { Int(to) }

        init(byte: UInt8, start: Int, end: Int) {
            self.byte = byte
            from = Int32(start)
            to = Int32(end)
        }
    }

    private static let entities: [(name: String, byte: UInt8)] = [
        ("amp;", 0x26), ("lt;", 0x3C), ("gt;", 0x3E), ("quot;", 0x22), ("apos;", 0x27),
        ("sol;", 0x2F), ("colon;", 0x3A), ("equals;", 0x3D), ("plus;", 0x2B), ("nbsp;", 0x20),
        // Browsers know these without their semicolon as well.
        ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("nbsp", 0x20),
    ]

    /// The bytes, in their order.
    package private(set) var units: [Unit]

    /// A text as it came.
    package init(_ bytes: [UInt8]) {
        units = bytes.indices.map { Unit(byte: bytes[$0], start: $0, end: $0 + 1) }
    }

    /// A text that stands for another.
    init(units: [Unit]) {
        self.units = units
    }

    /// Undoes one layer of encoding; false if there was none.
    package mutating func decode() -> Bool {
        var result: [Unit] = []
        result.reserveCapacity(units.count)
        var index = 0
        var isChanged = false
        while index < units.count {
            if let (bytes, count) = escape(at: index) {
                let start = units[index].start
                let end = units[index + count - 1].end
                for byte in bytes { result.append(Unit(byte: byte, start: start, end: end)) }
                index += count
                isChanged = true
            } else {
                result.append(units[index])
                index += 1
            }
        }
        units = result
        return isChanged
    }

    private func byte(_ index: Int) -> UInt8? { index < units.count ? units[index].byte : nil }

    /// What an escape stands for, and how many bytes it has; nil if none begins here.
    private func escape(at index: Int) -> ([UInt8], Int)? {
        switch units[index].byte {
        case UInt8(ascii: "%"):
            byte(index + 1) == UInt8(ascii: "u")
                ? scalar(at: index + 2, digits: 4).flatMap { $0.count == 4 ? ($0.bytes, 6) : nil }
                : hexadecimal(at: index + 1).map { ([$0], 3) }
        case UInt8(ascii: "\\"): backslash(at: index)
        case UInt8(ascii: "&"): entity(at: index)
        default: nil
        }
    }

    private func hexadecimal(at index: Int) -> UInt8? {
        guard let high = byte(index).flatMap(Self.digit),
            let low = byte(index + 1).flatMap(Self.digit)
        else { return nil }
        return high << 4 | low
    }

    /// The character that hexadecimal digits stand for, and how many there are, up to `digits`.
    private func scalar(at index: Int, digits: Int) -> (bytes: [UInt8], count: Int)? {
        var value: UInt32 = 0
        var count = 0
        while count < digits, let digit = byte(index + count).flatMap(Self.digit) {
            value = value << 4 | UInt32(digit)
            count += 1
        }
        guard count > 0, let scalar = Unicode.Scalar(value) else { return nil }
        return (Array(String(Character(scalar)).utf8), count)
    }

    /// `\x41`, `\101`, `\u{41}`, and those of JSON.
    private func backslash(at index: Int) -> ([UInt8], Int)? {
        switch byte(index + 1) ?? 0 {
        case UInt8(ascii: "x"): return hexadecimal(at: index + 2).map { ([$0], 4) }
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            let octal = (index + 1...index + 3).compactMap(byte).filter { 0x30...0x37 ~= $0 }
            guard octal.count == 3 else { return nil }
            return ([octal.reduce(0) { $0 << 3 | ($1 - 0x30) }], 4)
        case UInt8(ascii: "u") where byte(index + 2) == UInt8(ascii: "{"):
            guard let (bytes, count) = scalar(at: index + 3, digits: 6),
                byte(index + 3 + count) == UInt8(ascii: "}")
            else { return nil }
            return (bytes, count + 4)
        default: return jsonEscape(at: index)
        }
    }

    private func jsonEscape(at index: Int) -> ([UInt8], Int)? {
        var escape = JSONEscape()
        var place = index + 1
        while let next = byte(place) {
            place += 1
            switch escape.take(next) {
            case .more: continue
            case .scalars(let bytes): return (bytes, place - index)
            case .alone, .invalid: return nil
            }
        }
        return nil
    }

    private func entity(at index: Int) -> ([UInt8], Int)? {
        let window = (index + 1..<min(index + 12, units.count)).map { units[$0].byte }
        if window.first == UInt8(ascii: "#") { return numericEntity(window) }
        let text = String(decoding: window, as: UTF8.self).lowercased()
        guard let entity = Self.entities.first(where: { text.hasPrefix($0.name) }) else {
            return nil
        }
        return ([entity.byte], entity.name.utf8.count + 1)
    }

    /// The same for `&#60;` and `&#x3C;`, of which the window holds what follows the `&`; browsers need no semicolon.
    private func numericEntity(_ window: [UInt8]) -> ([UInt8], Int)? {
        let isHexadecimal = window.count > 1 && window[1] | 0x20 == UInt8(ascii: "x")
        let start = isHexadecimal ? 2 : 1
        let digits = window.dropFirst(start).prefix { byte in
            (0x30...0x39).contains(byte) || isHexadecimal && (0x61...0x66).contains(byte | 0x20)
        }
        let number = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
        guard let scalar = number.flatMap(Unicode.Scalar.init) else { return nil }
        let end = start + digits.count
        let isClosed = end < window.count && window[end] == UInt8(ascii: ";")
        return (Array(String(Character(scalar)).utf8), 1 + end + (isClosed ? 1 : 0))
    }
}
