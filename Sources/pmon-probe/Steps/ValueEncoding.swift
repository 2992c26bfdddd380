// SPDX-License-Identifier: MIT

import PmonJSON
import PmonText

/// How a captured value is written where it is sent, so that it stays one value there.
enum ValueEncoding: Equatable, Sendable {
    /// Percent-encoded but for letters, digits, `-`, `.`, `_` and `~`, as RFC 6570 section 3.2.2 expands `{name}`: in
    /// addresses and forms.
    case percent
    /// As RFC 6570 section 3.2.3 expands `{+name}`: what may stand in an address stays.
    case reserved
    /// Escaped as within a string of JSON, without its quotes.
    case json
    /// Escaped as in text and attributes of XML.
    case xml
    /// As it came.
    case plain

    /// How a body of that `Content-Type` takes values; without one, libcurl says that it is a form.
    ///
    /// Many write JSON without saying so, and no form begins like it.
    init(body: StepText, contentType: String?) {
        guard let type = contentType.map(MediaType.essence(of:)) else {
            guard case .text(let text)? = body.parts.first else {
                self = .percent
                return
            }
            self = ["{", "["].contains(text.trimmed.first) ? .json : .percent
            return
        }
        if type == "application/x-www-form-urlencoded" {
            self = .percent
        } else if type.hasSuffix("/json") || type.hasSuffix("+json") {
            self = .json
        } else if type.hasSuffix("/xml") || type.hasSuffix("+xml") {
            self = .xml
        } else {
            self = .plain
        }
    }

    /// The value as it is written.
    func encoded(_ value: String) -> String {
        switch self {
        case .percent: Self.percent(value) { _ in false }
        case .reserved: Self.percent(value, Self.isReserved)
        case .json: Self.json(value)
        case .xml: Self.xml(value)
        case .plain: value
        }
    }

    private static func percent(_ value: String, _ stays: (UInt8) -> Bool) -> String {
        let bytes = Array(value.utf8)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let isTriplet =
                byte == UInt8(ascii: "%") && stays(byte) && index + 2 < bytes.count
                && bytes[index + 1...index + 2].allSatisfy { EncodedText.digit($0) != nil }
            if isUnreserved(byte) || isTriplet || byte != UInt8(ascii: "%") && stays(byte) {
                result.append(byte)
            } else {
                result.append(UInt8(ascii: "%"))
                result += [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x37 + $0 }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
            || "-._~".utf8.contains(byte)
    }

    /// RFC 3986 section 2.2, and the percent sign of what is encoded already.
    private static func isReserved(_ byte: UInt8) -> Bool {
        ":/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }

    private static func json(_ value: String) -> String {
        let quoted = JSONWriter.bytes(.string(value))
        return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    }

    private static func xml(_ value: String) -> String {
        value.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&apos;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
