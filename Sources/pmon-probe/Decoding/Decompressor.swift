// SPDX-License-Identifier: MIT

/// A stream of a library that decompresses, one text after the other.
protocol Decompressor: AnyObject {
    /// The bytes that another text begins with whose first byte is this one; none if nothing follows a text.
    func magic(first: UInt8) -> [UInt8]

    /// Makes the stream ready for another text.
    func reset()

    /// Decompresses until the output is full or the input is used up or the text ends; the input keeps what is left.
    ///
    /// Returns nil if the bytes are not of the encoding.
    func step(
        _ input: inout UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> (count: Int, hasEnded: Bool)?
}

extension Decompressor {
    func magic(first: UInt8) -> [UInt8] { [] }

    func reset() {}
}

/// Why the content encoding of a body cannot be undone.
enum DecodingProblem: Error, Equatable {
    /// Nobody knows the encoding.
    case unknown(String)
    /// More encodings one after the other than anybody needs.
    case tooMany
    /// The bytes are not of the encoding.
    case broken
    /// The body ends before the encoded text does.
    case cut
}
