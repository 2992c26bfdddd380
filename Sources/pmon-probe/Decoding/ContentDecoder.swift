// SPDX-License-Identifier: MIT

/// Undoes one content encoding of a body that comes in pieces and may be several texts.
final class ContentDecoder {
    private let decompressor: any Decompressor
    private let output = UnsafeMutableRawBufferPointer.allocate(
        byteCount: ContentDecoding.pieceSize,
        alignment: 16
    )
    private var hasBegun = false
    /// True between two texts.
    private var hasEnded = false
    /// Bytes after the end of a text that may begin another.
    private var start: [UInt8] = []
    /// True once bytes came that begin none.
    private var ignoresRest = false

    /// A decoder of one body.
    init(_ decompressor: any Decompressor) { self.decompressor = decompressor }

    deinit { output.deallocate() }

    /// True if the encoded body may end here: none has begun, or all that began came to its end.
    var isWhole: Bool { !hasBegun || hasEnded }

    /// Passes on what a piece holds, each part valid during the call; false if the sink has enough.
    ///
    /// Bytes after the end are ignored, as browsers do. Throws for bytes that are not of the encoding.
    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> Bool {
        var rest = bytes
        while !rest.isEmpty, !ignoresRest {
            hasBegun = true
            if !hasEnded {
                guard try decompress(&rest, to: sink) else { return false }
                continue
            }
            start.append(rest[0])
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
            let magic = decompressor.magic(first: start[0])
            ignoresRest = !magic.starts(with: start)
            if start == magic {
                start = []
                try begin(magic)
            }
        }
        return true
    }

    /// Begins another text with its first bytes, which hold nothing of it yet.
    private func begin(_ magic: [UInt8]) throws(DecodingProblem) {
        decompressor.reset()
        let step = magic.withUnsafeBytes { magic in
            var magic = magic
            return decompressor.step(&magic, into: output)
        }
        guard let step else { throw .broken }
        hasEnded = step.hasEnded
    }

    /// Decompresses to the end of a text or of the input; false if the sink has enough.
    private func decompress(
        _ input: inout UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> Bool {
        while !hasEnded {
            guard let step = decompressor.step(&input, into: output) else { throw .broken }
            hasEnded = step.hasEnded
            if step.count > 0, try !sink(UnsafeRawBufferPointer(rebasing: output[..<step.count])) {
                return false
            }
            // A full output may mean that there is more to come of what was read.
            if input.isEmpty, step.count < output.count { break }
        }
        return true
    }
}
