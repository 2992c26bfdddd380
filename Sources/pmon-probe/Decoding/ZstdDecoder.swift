// SPDX-License-Identifier: MIT

private import CZstd

/// Undoes Zstandard (RFC 8878), whose text may be one of several frames.
final class ZstdDecoder: ContentDecoder {
    private let stream = ZSTD_createDStream()
    private var output = [UInt8](repeating: 0, count: ContentDecoding.pieceSize)
    private var hasBegun = false
    /// True between frames.
    private var hasEnded = false
    /// Bytes after the end of a frame that may begin another.
    private var start: [UInt8] = []
    /// True once bytes came that are no frame.
    private var ignoresRest = false

    deinit {
        ZSTD_freeDStream(stream)
    }

    var isWhole: Bool { !hasBegun || hasEnded }

    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> Bool {
        var rest = bytes
        while !rest.isEmpty, !ignoresRest {
            hasBegun = true
            if hasEnded {
                start.append(rest[0])
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
                guard Self.mayBeginFrame(start) else {
                    ignoresRest = true
                    break
                }
                guard start.count == 4 else { continue }
                hasEnded = false
                let (_, wantsMore) = try start.lend { start throws(DecodingProblem) in
                    try decompress(start, to: sink)
                }
                start = []
                guard wantsMore else { return false }
            }
            let (used, wantsMore) = try decompress(rest, to: sink)
            guard wantsMore else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(used))
        }
        return true
    }

    /// True for the beginning of the number that frames start with, or frames to be skipped.
    private static func mayBeginFrame(_ start: [UInt8]) -> Bool {
        let skippable = start[0] & 0xF0 == 0x50
        let magic: [UInt8] = skippable ? [start[0], 0x2A, 0x4D, 0x18] : [0x28, 0xB5, 0x2F, 0xFD]
        return magic.starts(with: start)
    }

    /// Decompresses to the end of a frame or of the bytes; returns how many were used.
    ///
    /// https://facebook.github.io/zstd/zstd_manual.html#Chapter9
    private func decompress(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> (used: Int, wantsMore: Bool) {
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        while true {
            let (code, count) = step(&input)
            guard ZSTD_isError(code) == 0 else { throw .broken }
            hasEnded = code == 0
            if count > 0 {
                let wantsMore = try output.lend { output throws(DecodingProblem) in
                    try sink(UnsafeRawBufferPointer(rebasing: output[..<count]))
                }
                guard wantsMore else { return (input.pos, false) }
            }
            // A full buffer may mean that there is more to come of what was read.
            if hasEnded || input.pos == input.size && count < output.count {
                return (input.pos, true)
            }
        }
    }

    private func step(_ input: inout ZSTD_inBuffer) -> (code: Int, count: Int) {
        output.withUnsafeMutableBytes { output in
            var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
            let code = ZSTD_decompressStream(stream, &target, &input)
            return (code, target.pos)
        }
    }
}
