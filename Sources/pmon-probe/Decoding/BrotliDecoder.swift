// SPDX-License-Identifier: MIT

private import CBrotli

/// Undoes brotli (RFC 7932).
final class BrotliDecoder: ContentDecoder {
    private let state = BrotliDecoderCreateInstance(nil, nil, nil)
    private var output = [UInt8](repeating: 0, count: ContentDecoding.pieceSize)
    private var hasBegun = false
    private var hasEnded = false

    deinit {
        BrotliDecoderDestroyInstance(state)
    }

    var isWhole: Bool { !hasBegun || hasEnded }

    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> Bool {
        guard state != nil else { throw .broken }
        var next = bytes.bindMemory(to: UInt8.self).baseAddress
        var left = bytes.count
        hasBegun = hasBegun || left > 0
        while !hasEnded {
            let (result, count) = step(&next, &left)
            guard result != BROTLI_DECODER_RESULT_ERROR else { throw .broken }
            hasEnded = result == BROTLI_DECODER_RESULT_SUCCESS
            if count > 0 {
                let wantsMore = try output.lend { output throws(DecodingProblem) in
                    try sink(UnsafeRawBufferPointer(rebasing: output[..<count]))
                }
                guard wantsMore else { return false }
            }
            if result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT { break }
        }
        return true
    }

    /// Decompresses until the output is full or more input is needed.
    ///
    /// https://brotli.org/decode.html
    private func step(
        _ next: inout UnsafePointer<UInt8>?,
        _ left: inout Int
    ) -> (result: BrotliDecoderResult, count: Int) {
        output.withUnsafeMutableBufferPointer { output in
            var target = output.baseAddress
            var room = output.count
            let result = BrotliDecoderDecompressStream(state, &left, &next, &room, &target, nil)
            return (result, output.count - room)
        }
    }
}
