// SPDX-License-Identifier: MIT

/// Whether the header section of a reply came to its end.
///
/// libcurl takes a reply for whole that ends before its empty line; RFC 9112 section 8 does not.
struct ReplyHead {
    /// True once the empty line of a final reply came; those of 1xx replies are followed by another section.
    private(set) var isWhole = false
    /// Bytes of all lines, those of trailers among them.
    private(set) var byteCount = 0
    /// What its lines say about the body.
    private(set) var framing = ReplyFraming()
    private var isInterim = false
    /// True for 417, after which libcurl asks again without `Expect`, and another reply follows.
    private var isExpectationFailed = false

    /// What a line is.
    enum Line: Equatable {
        /// The first line of a reply, with the first digit of its status; 0 where there is none.
        case status(Int)
        /// Any other.
        case other
    }

    /// Takes a line of the header section, or of trailers, with its line end.
    mutating func feed(_ line: UnsafeRawBufferPointer) -> Line {
        byteCount += line.count
        if isExpectationFailed, isWhole, line.starts(with: "HTTP/".utf8) { isWhole = false }
        guard !isWhole, let first = line.first else { return .other }
        if first == UInt8(ascii: "\r") || first == UInt8(ascii: "\n") {
            if !isInterim { isWhole = true }
            return .other
        }
        framing.feed(line)
        guard first == UInt8(ascii: "H"), line.count > 4, line[1] == UInt8(ascii: "T"),
            line[2] == UInt8(ascii: "T"), line[3] == UInt8(ascii: "P"), line[4] == UInt8(ascii: "/")
        else { return .other }
        framing = ReplyFraming()
        let status = line.drop { $0 != 0x20 }.drop { $0 == 0x20 }.prefix(3)
        guard let digit = status.first, (0x30...0x39).contains(digit) else { return .status(0) }
        isExpectationFailed = status.elementsEqual("417".utf8)
        // After 101 no other reply of HTTP follows.
        isInterim = digit == UInt8(ascii: "1") && !status.elementsEqual("101".utf8)
        return .status(Int(digit) - 0x30)
    }
}
