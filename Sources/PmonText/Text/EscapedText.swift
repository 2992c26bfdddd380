// SPDX-License-Identifier: MIT

/// Bytes written on one line: `PING\r\n`.
package enum EscapedText {
    /// The bytes of a text with `\r`, `\n`, `\t`, `\\` and `\xHH`.
    ///
    /// Throws for any other backslash: what is meant would not be what is sent.
    package static func bytes(_ text: String) throws(SettingProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "x"):
                guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else {
                    throw SettingProblem("expected two hexadecimal digits after \\x")
                }
                bytes.append(high << 4 | low)
            default: throw SettingProblem("expected \\r, \\n, \\t, \\\\ or \\xHH after a backslash")
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        guard let byte else { return nil }
        return Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
