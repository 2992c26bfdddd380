// SPDX-License-Identifier: MIT

import PmonText

/// Text beyond ASCII in headers: `=?UTF-8?B?…?=` (RFC 2047).
enum EncodedWord {
    /// The text as one or more encoded words, a space between two, so short that the first has its place after `Subject: `
    /// in a line of 76 characters.
    static func encode(_ text: String) -> String {
        var words: [String] = []
        var piece: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 39 bytes are 52 characters of base64, 64 with what stands around them.
            if piece.count + bytes.count > 39 {
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
