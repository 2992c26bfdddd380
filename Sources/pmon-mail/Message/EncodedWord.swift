// SPDX-License-Identifier: MIT

import PmonCore

/// Text beyond ASCII in headers: `=?UTF-8?B?…?=` (RFC 2047).
enum EncodedWord {
    /// The text as one or more encoded words of at most 75 characters, a space between two.
    static func encode(_ text: String) -> String {
        var words: [String] = []
        var piece: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 45 bytes are 60 characters of base64, 72 with what stands around them.
            if piece.count + bytes.count > 45 {
                words.append(word(piece))
                piece = []
            }
            piece += bytes
        }
        words.append(word(piece))
        return words.joined(separator: " ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Base64.encode(bytes))?=" }
}
