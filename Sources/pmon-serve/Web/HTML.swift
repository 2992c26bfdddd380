// SPDX-License-Identifier: MIT

import PmonText

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

    /// Appends text, escaped.
    mutating func append(text: some StringProtocol) { MarkupEscape.append(text, to: &bytes) }

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
