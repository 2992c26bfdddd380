// SPDX-License-Identifier: MIT

private import CZstd

/// A stream of Zstandard (RFC 8878), whose text may be one of several frames.
///
/// https://facebook.github.io/zstd/zstd_manual.html#Chapter9
final class ZstdStream: Decompressor {
    private let stream = ZSTD_createDStream()

    deinit { ZSTD_freeDStream(stream) }

    /// Frames of a text, and frames to be skipped.
    func magic(first: UInt8) -> [UInt8] {
        first & 0xF0 == 0x50 ? [first, 0x2A, 0x4D, 0x18] : [0x28, 0xB5, 0x2F, 0xFD]
    }

    func step(
        _ input: inout UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> (count: Int, hasEnded: Bool)? {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(stream, &target, &source)
        input = UnsafeRawBufferPointer(rebasing: input.dropFirst(source.pos))
        return ZSTD_isError(code) == 0 ? (target.pos, code == 0) : nil
    }
}
