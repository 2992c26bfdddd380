// SPDX-License-Identifier: MIT

/// Fields of a query or of a form body: application/x-www-form-urlencoded,
/// https://url.spec.whatwg.org/#application/x-www-form-urlencoded.
struct FormFields: Sendable, Equatable {
    /// Names with values in the order they came; at most 32 are taken.
    private(set) var pairs: [(name: String, value: String)] = []

    /// Takes an encoded text apart.
    init(_ text: some StringProtocol) {
        for part in text.split(separator: "&").prefix(32) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decode(sides[0])
            pairs.append((name, sides.count > 1 ? Self.decode(sides[1]) : ""))
        }
    }

    /// First value of a name; one that is empty counts as not given.
    subscript(name: String) -> String? {
        let value = pairs.first { $0.name == name }?.value
        return value?.isEmpty == true ? nil : value
    }

    static func == (left: FormFields, right: FormFields) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    /// A value as it stands in a query.
    static func encode(_ value: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                bytes.append(byte)
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                bytes.append(
                    contentsOf: (digits.utf8.count < 2 ? "%0\(digits)" : "%\(digits)").utf8
                )
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decode(_ text: some StringProtocol) -> String {
        PercentCoding.decode(text, plusIsSpace: true)
    }
}

/// Percent-encoding of RFC 3986, section 2.1.
enum PercentCoding {
    /// The text with `%XX` replaced; a `%` that begins no such triplet stays, and bytes that are
    /// not UTF-8 become U+FFFD.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
                continue
            }
            decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
