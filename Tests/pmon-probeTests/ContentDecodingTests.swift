// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct ContentDecodingTests {
    /// What gzip, zlib, brotli and zstd make of this text; two of them in two members, with a frame to be skipped between.
    private static let text = "hello body, hello body"
    private static let encoded: [(name: String, hexadecimal: String)] = [
        ("gzip", "1f8b0800000000000203cb48cdc9c95748ca4fa9d451c880b301c2c428b316000000"),
        (
            "x-gzip",
            "1f8b0800000000000203cb48cdc9c95748ca4fa9d4010003f953f20b000000"
                + "1f8b080000000000020353c848cdc9c95748ca4fa90400146b02300b000000"
        ),
        ("deflate", "789ccb48cdc9c95748ca4fa9d451c880b3015ca00811"),
        ("Deflate", "cb48cdc9c95748ca4fa9d451c880b301"),
        ("br", "8f0a8068656c6c6f20626f64792c2068656c6c6f20626f647903"),
        ("zstd", "28b52ffd04589500006068656c6c6f20626f64792c200100df4a129313c6c3"),
        (
            "zstd",
            "28b52ffd045859000068656c6c6f20626f64792c585be5c7502a4d1803000000616263"
                + "28b52ffd04585900002068656c6c6f20626f6479d9a66bb6"
        ),
    ]

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0
        }
    }

    /// The text, with `…` after it if it is not whole.
    private func decode(
        _ bytes: [UInt8],
        _ encodings: [String],
        piece: Int = 7,
        limit: Int = .max
    ) throws -> String {
        let decoding = try #require(try ContentDecoding(encodings))
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            let piece = Array(bytes[start..<min(start + piece, bytes.count)])
            let wantsMore = try piece.withUnsafeBytes { piece in
                try decoding.feed(piece) {
                    text += $0; return text.count < limit
                }
            }
            if !wantsMore { break }
        }
        return String(decoding: text, as: UTF8.self) + (decoding.isWhole ? "" : "…")
    }

    @Test(arguments: encoded)
    func `a text is the same in any pieces`(name: String, hexadecimal: String) throws {
        let bytes = bytes(hexadecimal)
        for piece in 1...bytes.count {
            #expect(try decode(bytes, [name], piece: piece) == Self.text)
        }
    }

    @Test(arguments: encoded)
    func `a text that is cut anywhere is not whole`(name: String, hexadecimal: String) throws {
        let bytes = bytes(hexadecimal)
        // Between two members, and where what follows may be no member.
        let gap = name == "x-gzip" ? 31...32 : bytes.count > 40 ? 24...27 : 0...0
        for count in 1..<bytes.count where !gap.contains(count) && !(35...38).contains(count) {
            let text = try decode(Array(bytes[..<count]), [name])
            #expect(text.hasSuffix("…") && Self.text.hasPrefix(text.dropLast()), "\(count)")
        }
    }

    @Test(arguments: encoded)
    func `bytes after the end are ignored`(name: String, hexadecimal: String) throws {
        for more in ["00000000", "1f", "1f00", "28b5", "0a3c68746d6c3e"] {
            #expect(try decode(bytes(hexadecimal + more), [name]) == Self.text)
        }
    }

    @Test func `encodings are undone in turn, the last one first`() throws {
        // `printf x | gzip -n | zstd`
        let twice = bytes(
            "28b52ffd0458a900001f8b0800000000000003ab00008316dc8c0100000075c6c947"
        )
        #expect(try decode(twice, ["gzip, identity", "zstd"]) == "x")
        #expect(try ContentDecoding(["identity", "none", ""]).map { _ in true } == nil)
    }

    @Test func `what is no text of the encoding is refused`() {
        for name in ["gzip", "zstd"] {
            #expect(throws: DecodingProblem.broken) { try decode(Array("<html>".utf8), [name]) }
        }
        #expect(throws: DecodingProblem.unknown("compress")) { try ContentDecoding(["compress"]) }
        #expect(throws: DecodingProblem.tooMany) {
            try ContentDecoding(["gzip,gzip,gzip", "br, br, br"])
        }
    }

    @Test func `nothing is whole, and a sink that has enough ends it`() throws {
        #expect(try decode([], ["gzip"]).isEmpty)
        let zlib = bytes(Self.encoded[2].hexadecimal)
        #expect(try decode(zlib, ["deflate"], piece: 100, limit: 1) == Self.text)
        #expect(try decode(zlib, ["deflate"], piece: 10, limit: 1).hasSuffix("…"))
    }
}
