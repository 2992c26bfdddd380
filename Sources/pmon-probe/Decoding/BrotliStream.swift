// SPDX-License-Identifier: MIT

private import CBrotli

/// A stream of brotli (RFC 7932).
///
/// https://brotli.org/decode.html
final class BrotliStream: Decompressor {
    private let state = BrotliDecoderCreateInstance(nil, nil, nil)

    deinit { BrotliDecoderDestroyInstance(state) }

    func step(
        _ input: inout UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> (count: Int, hasEnded: Bool)? {
        guard state != nil else { return nil }
        var next = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var target = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var (left, room) = (input.count, output.count)
        let result = BrotliDecoderDecompressStream(state, &left, &next, &room, &target, nil)
        input = UnsafeRawBufferPointer(rebasing: input.suffix(left))
        guard result != BROTLI_DECODER_RESULT_ERROR else { return nil }
        return (output.count - room, result == BROTLI_DECODER_RESULT_SUCCESS)
    }
}
