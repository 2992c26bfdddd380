// SPDX-License-Identifier: MIT

/// HTML or SVG text in the making.
///
/// Whatever is interpolated is escaped; only literals of the source and other `HTML` values are
/// taken as markup, so stored text cannot become markup.
struct HTML: Sendable {
    /// UTF-8 bytes of the markup.
    private(set) var bytes: [UInt8] = []

    /// No markup.
    init() {}

    /// Appends markup.
    static func += (html: inout HTML, more: HTML) {
        html.bytes.append(contentsOf: more.bytes)
    }

    /// Appends text, with every character escaped that could end text or a quoted attribute.
    ///
    /// Marks that turn the direction of writing would show a text as another one than it is: they become U+FFFD.
    mutating func append(text: some StringProtocol) {
        let start = bytes.count
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            // Other control characters have no place in HTML or XML, escaped or not.
            case 0x09, 0x0A, 0x0D: bytes.append(byte)
            case 0..<0x20, 0x7F: bytes.append(contentsOf: "\u{FFFD}".utf8)
            case 0x80...:
                bytes.append(byte)
                replaceTurningMark(since: start)
            default: bytes.append(byte)
            }
        }
    }

    /// Replaces the mark that a text ends with, if any: U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069 (E2 80 8E…,
    /// E2 80 AA…, E2 81 A6…), or U+061C (D8 9C).
    private mutating func replaceTurningMark(since start: Int) {
        let end = bytes.count
        guard end - start >= 2 else { return }
        let (middle, last) = (bytes[end - 2], bytes[end - 1])
        if middle == 0xD8 {
            if last == 0x9C { replaceEnd(of: 2) }
            return
        }
        guard end - start >= 3, bytes[end - 3] == 0xE2 else { return }
        switch (middle, last) {
        case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): replaceEnd(of: 3)
        default: return
        }
    }

    private mutating func replaceEnd(of length: Int) {
        bytes.removeLast(length)
        bytes.append(contentsOf: "\u{FFFD}".utf8)
    }

    /// Appends markup that this program wrote itself, such as a number in a path of an SVG.
    mutating func append(markup: some StringProtocol) {
        bytes.append(contentsOf: markup.utf8)
    }

    /// Appends markup that was `HTML` before.
    mutating func append(bytes more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// The markup as a string, for tests and for small answers.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension HTML: ExpressibleByStringInterpolation {
    /// Markup of the source.
    init(stringLiteral value: String) {
        bytes = Array(value.utf8)
    }

    /// Markup of the source with escaped values in it.
    init(stringInterpolation: Interpolation) {
        bytes = stringInterpolation.html.bytes
    }

    /// Collects literals as they are and values escaped.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var html = HTML()

        /// Room for the literals and a guess for the values.
        init(literalCapacity: Int, interpolationCount: Int) {
            html.bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// Markup of the source.
        mutating func appendLiteral(_ literal: String) {
            html.bytes.append(contentsOf: literal.utf8)
        }

        /// Text, escaped.
        mutating func appendInterpolation(_ text: some StringProtocol) {
            html.append(text: text)
        }

        /// A number, which needs no escaping.
        mutating func appendInterpolation(_ number: Int) {
            html.bytes.append(contentsOf: String(number).utf8)
        }

        /// Markup made elsewhere.
        mutating func appendInterpolation(_ markup: HTML) {
            html += markup
        }

        /// Markup made elsewhere, or nothing.
        mutating func appendInterpolation(_ markup: HTML?) {
            if let markup { html += markup }
        }
    }
}
