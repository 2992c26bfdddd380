// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct ByteOrderMarkTests {
    private func find(_ bytes: [UInt8], piece: Int) -> ByteOrderMark.Finding {
        var mark = ByteOrderMark()
        var finding = ByteOrderMark.Finding.undecided
        for start in stride(from: 0, to: bytes.count, by: piece) {
            let piece = Array(bytes[start..<min(start + piece, bytes.count)])
            finding = piece.withUnsafeBytes { mark.feed($0) }
            if finding != .undecided { break }
        }
        return finding
    }

    @Test(arguments: [
        ([0xEF, 0xBB, 0xBF] as [UInt8], "utf-8"), ([0xFF, 0xFE], "utf-16le"),
        ([0xFE, 0xFF], "utf-16be"), ([0xFF, 0xFE, 0, 0], "utf-32le"),
        ([0, 0, 0xFE, 0xFF], "utf-32be"),
    ])
    func `a mark tells the charset and is no part of the text`(mark: [UInt8], charset: String) {
        #expect(find(mark + [0x41], piece: 9) == .mark(charset: charset, rest: [0x41]))
        var piecewise = ByteOrderMark()
        for byte in mark { _ = [byte].withUnsafeBytes { piecewise.feed($0) } }
        #expect(piecewise.finish() == .mark(charset: charset, rest: []))
    }

    @Test(
        arguments: [[0x41], [0xEF, 0x41], [0xEF, 0xBB, 0x41], [0xFF, 0x01], [0xFE, 0xFE]]
            as [[UInt8]]
    )
    func `what only begins like one is text`(bytes: [UInt8]) {
        for piece in 1...3 { #expect(find(bytes, piece: piece) == .text(bytes)) }
    }

    @Test func `a text that ends too early to tell is kept`() {
        var mark = ByteOrderMark()
        #expect([0xEF as UInt8].withUnsafeBytes { mark.feed($0) } == .undecided)
        #expect(mark.finish() == .text([0xEF]))
    }
}
