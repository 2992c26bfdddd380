// SPDX-License-Identifier: MIT

/// Paths are bytes: a name that is not UTF-8 is held as text without loss.
///
/// Each byte that is not part of UTF-8 stands as one of the last 128 scalars, U+10FF80 to U+10FFFF. Where these scalars
/// stand in a path themselves, their bytes are held in the same way, so that every text has exactly one meaning.
extension String {
    private static let firstScalar: UInt32 = 0x10FF80

    /// The text that holds a path.
    package init(pathBytes bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        if !bytes.contains(0xF4), let text = String(validating: bytes, as: UTF8.self) {
            self = text
            return
        }
        self = ""
        var place = 0
        while place < bytes.count {
            let scalar = Self.scalar(in: bytes, at: place)
            unicodeScalars.append(scalar ?? Self.scalar(holding: bytes[place]))
            place += scalar.map { UTF8.width($0) } ?? 1
        }
    }

    /// The path that this text holds, with a NUL at its end, for the calls of the C library.
    package var pathBytes: [CChar] {
        var bytes: [CChar] = []
        bytes.reserveCapacity(utf8.count + 1)
        for scalar in unicodeScalars {
            if scalar.value >= Self.firstScalar {
                bytes.append(CChar(truncatingIfNeeded: scalar.value & 0xFF))
            } else {
                bytes.append(contentsOf: scalar.utf8.lazy.map(CChar.init(bitPattern:)))
            }
        }
        bytes.append(0)
        return bytes
    }

    /// The same text with `\xE9` for each byte that is not UTF-8, for messages.
    package var pathText: String {
        guard utf8.contains(0xF4) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.value >= Self.firstScalar {
                text += "\\x" + String(scalar.value & 0xFF, radix: 16, uppercase: true)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The scalar that begins at a place; nil if there is none, or one that this encoding uses.
    private static func scalar(in bytes: [UInt8], at place: Int) -> Unicode.Scalar? {
        for length in 1...4 where place + length <= bytes.count {
            if let text = String(validating: bytes[place..<place + length], as: UTF8.self) {
                return text.unicodeScalars.first.flatMap { $0.value < firstScalar ? $0 : nil }
            }
        }
        return nil
    }

    private static func scalar(holding byte: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(0x10FF00 | UInt32(byte)) ?? "\u{FFFD}"
    }
}
