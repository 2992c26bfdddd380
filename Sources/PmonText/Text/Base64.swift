// SPDX-License-Identifier: MIT

/// Bytes as text, in base64.
///
/// https://www.rfc-editor.org/rfc/rfc4648#section-4
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()

    /// The bytes as text; `padded` adds the `=` at the end.
    package static func encode(_ bytes: [UInt8], padded: Bool = true) -> String {
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group = 0
            for position in 0..<3 {
                group = group << 8 | (position < count ? Int(bytes[index + position]) : 0)
            }
            for position in 0..<4 {
                if position <= count {
                    text.append(alphabet[group >> (18 - 6 * position) & 63])
                } else if padded {
                    text.append(UInt8(ascii: "="))
                }
            }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes a text stands for; nil if it holds anything but the alphabet and padding at its end.
    package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        decode(Array(text)[...])
    }

    /// The same for bytes at hand, where there are many texts to read.
    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 3)
        return append(text, to: &bytes) ? bytes : nil
    }

    /// Appends the bytes a text stands for; false if it is malformed, after some of them.
    package static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
        var group = 0
        var bits = 0
        var isPadding = false
        for byte in text {
            if byte == UInt8(ascii: "=") {
                isPadding = true
                continue
            }
            let value = values[Int(byte)]
            guard value != 255, !isPadding else { return false }
            group = (group << 6 | Int(value)) & 0xFF_FFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
            }
        }
        // Six bits do not make a byte; bits beyond the last byte must be zero.
        return bits < 6 && group & ((1 << bits) - 1) == 0
    }
}
