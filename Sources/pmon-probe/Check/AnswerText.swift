// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// The beginning of a body as a text without secrets.
struct AnswerText {
    /// The text, or that it is none; nil where no body came.
    private(set) var text: String?
    private(set) var isTruncated = false

    init(
        _ start: BodyStart,
        encodings: [String],
        contentType: String?,
        mask: SecretMask,
        limit: Int,
        hidesNamed: Bool = false
    ) {
        guard !start.bytes.isEmpty, limit > 0 else { return }
        let window = ServerAnswer.needed(toShow: limit, mask: mask)
        let plain = Self.decoded(start.bytes, encodings, contentType, window: window)
        let isCut = start.total > start.bytes.count || plain.count > window
        let bytes = Array(plain.prefix(window))
        var end = min(limit, bytes.count)
        while end < bytes.count, end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        guard Self.isText(bytes[..<end]) else {
            text = "binary, \(start.total) bytes"
            return
        }
        let named =
            hidesNamed ? NamedSecrets.values(in: String(decoding: bytes, as: UTF8.self)) : []
        let shown = URLText.redacted(
            inText: String(
                decoding: mask.adding(named).masked(bytes, showing: end, isCut: isCut),
                as: UTF8.self
            )
        )
        let visible = Self.visible(shown)
        isTruncated = isCut || end < bytes.count || visible.utf8.count > limit
        text = visible.cut(to: limit)
    }

    /// Without content encodings and in UTF-8, as far as that goes; a little more than the window where there is more.
    private static func decoded(
        _ raw: [UInt8],
        _ encodings: [String],
        _ contentType: String?,
        window: Int
    ) -> [UInt8] {
        var plain: [UInt8] = []
        do throws(DecodingProblem) {
            if let decoding = try ContentDecoding(encodings) {
                // What was kept of the encoded text may end before its end, which is none of its faults.
                let isBroken = raw.withUnsafeBytes { bytes in
                    let isFed = try? decoding.feed(bytes) { piece in
                        plain += piece.prefix(8 * window - min(plain.count, 8 * window))
                        return plain.count < 8 * window
                    }
                    return isFed == nil
                }
                if isBroken, plain.isEmpty { plain = raw }
            } else {
                plain = raw
            }
        } catch {
            plain = raw
        }
        var mark = ByteOrderMark()
        var charset = contentType.flatMap(MediaType.charset)
        let finding = plain.withUnsafeBytes { mark.feed($0) }
        switch finding == .undecided ? mark.finish() : finding {
        case .mark(let found, let rest): (charset, plain) = (found, rest)
        case .text, .undecided: break
        }
        var text: [UInt8] = []
        var repair = TextRepair()
        if let decoder = charset.flatMap(CharsetDecoder.init) {
            plain.withUnsafeBytes { decoder.feed($0) { repair.feed($0) { text += $0 } } }
        } else {
            plain.withUnsafeBytes { repair.feed($0) { text += $0 } }
        }
        return text
    }

    /// False if more than three tenths of it are characters that no text has.
    private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let odd = scalars.count { scalar in
            scalar.value < 0x20 && !(0x09...0x0D).contains(scalar.value) && scalar.value != 0x1B
                || scalar.value == 0xFFFD
        }
        return odd * 10 <= scalars.count * 3
    }

    /// Line ends are those of Unix; what steers terminals or turns the direction of writing is U+FFFD.
    static func visible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            defer { isAfterReturn = scalar == "\r" }
            switch scalar {
            case "\n" where isAfterReturn: continue
            case "\r": result.append("\n")
            case "\t", "\n": result.append(scalar)
            default:
                result.append(scalar.isControl || scalar.isDirectionMark ? "\u{FFFD}" : scalar)
            }
        }
        return String(result)
    }
}
