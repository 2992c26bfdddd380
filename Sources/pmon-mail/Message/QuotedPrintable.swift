// SPDX-License-Identifier: MIT

/// Quoted-printable (RFC 2045 section 6.7): 7-bit text in lines of at most 76 characters, readable as it is.
///
/// Beyond what the RFC demands, a dot and a `From ` at the start of a line are encoded, so that neither SMTP nor an mbox
/// has to change the message on its way.
enum QuotedPrintable {
    /// Appends a text whose lines end with LF; they leave with CRLF.
    static func append(_ text: [UInt8], to output: inout [UInt8]) {
        text.withUnsafeBufferPointer { text in
            var place = 0
            while place < text.count {
                var end = place
                while end < text.count, text[end] != 0x0A { end += 1 }
                appendLine(UnsafeBufferPointer(rebasing: text[place..<end]), to: &output)
                output.append(0x0D)
                output.append(0x0A)
                place = end + 1
            }
        }
    }

    private static func appendLine(
        _ line: UnsafeBufferPointer<UInt8>,
        to output: inout [UInt8]
    ) {
        let isPlain = Self.isPlain
        var column = 0
        var index = 0
        while index < line.count {
            // A run of bytes that stand for themselves is copied as a whole.
            let room = 75 - column
            var end = index
            while end < line.count, end - index < room, isPlain[Int(line[end])] { end += 1 }
            if column == 0, end > index, isDangerous(line, index) { end = index }
            if end > index {
                if end == line.count, line[end - 1] <= 0x20 { end -= 1 }
                output.append(contentsOf: line[index..<end])
                column += end - index
                index = end
            }
            guard index < line.count else { return }
            if isPlain[Int(line[index])], column >= 75 {
                softBreak(&output, &column)
                continue
            }
            if column > 72 {
                softBreak(&output, &column)
                continue
            }
            appendEscape(line[index], to: &output)
            column += 3
            index += 1
        }
    }

    private static func softBreak(_ output: inout [UInt8], _ column: inout Int) {
        output.append(UInt8(ascii: "="))
        output.append(0x0D)
        output.append(0x0A)
        column = 0
    }

    private static func isDangerous(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        if line[index] == UInt8(ascii: ".") { return true }
        return line[index...].starts(with: "From ".utf8)
    }

    private static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "="))
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// True for a byte that is not encoded: printable ASCII except `=`, and the space inside a line.
    private static let isPlain = (0..<256).map { byte in
        byte >= 0x20 && byte < 0x7F && byte != 0x3D
    }
}
