// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct CharsetDecoderTests {
    private func decode(_ bytes: [UInt8], _ charset: String, piece: Int) throws -> String {
        let decoder = try #require(CharsetDecoder(charset))
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes {
                decoder.feed($0) { text += $0 }
            }
        }
        decoder.finish { text += $0 }
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [
        ([0x67, 0xFC] as [UInt8], "ISO-8859-1", "gü"), ([0x82, 0xA0, 0x41], "Shift_JIS", "あA"),
        ([0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0, 0xDE], "utf-16", "A😀"), ([0x80], "windows-1252", "€"),
        ([0x82], "x-sjis", "\u{FFFD}"),
        ([0xFF, 0x41, 0xFE], "euc-jp", "\u{FFFD}A\u{FFFD}"),
    ])
    func `pieces make no difference`(bytes: [UInt8], charset: String, text: String) throws {
        for piece in [1, 2, 100] { #expect(try decode(bytes, charset, piece: piece) == text) }
    }

    @Test(arguments: ["utf-8", "UTF8", "us-ascii", "", "no-such", "utf-16//IGNORE", "../../x"])
    func `no decoder for UTF-8 and for what is not known`(charset: String) {
        #expect(CharsetDecoder(charset) == nil)
    }
}
