// SPDX-License-Identifier: MIT

private import CZlib

/// A stream of zlib that decompresses.
///
/// https://zlib.net/manual.html
final class Inflater {
    // zlib keeps a pointer to the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    private var output = [UInt8](repeating: 0, count: ContentDecoding.pieceSize)
    /// True once the compressed text came to its end.
    private(set) var hasEnded = false

    /// A stream of a format, as `inflateInit2` numbers them: 15 zlib, -15 without header, 47 gzip or zlib.
    init(windowBits: Int32) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = pmon_inflateInit2(stream, windowBits) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deallocate()
    }

    /// Makes it ready for another text of the same format.
    func reset() {
        hasEnded = inflateReset(stream) != Z_OK
    }

    /// Decompresses a piece; returns how many of its bytes were used, fewer where the text ended or the sink has enough.
    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> (used: Int, wantsMore: Bool) {
        guard isReady else { throw .broken }
        // zlib only reads what it takes from here.
        stream.pointee.next_in = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(bytes.count)
        defer { stream.pointee.next_in = nil }
        while !hasEnded {
            let (code, count) = step()
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
                throw .broken
            }
            hasEnded = code == Z_STREAM_END
            if count > 0 {
                let wantsMore = try output.lend { output throws(DecodingProblem) in
                    try sink(UnsafeRawBufferPointer(rebasing: output[..<count]))
                }
                guard wantsMore else { return (used(of: bytes), false) }
            } else if code != Z_STREAM_END {
                // Neither input nor output is left to work on.
                break
            }
        }
        return (used(of: bytes), true)
    }

    private func used(of bytes: UnsafeRawBufferPointer) -> Int {
        bytes.count - Int(stream.pointee.avail_in)
    }

    private func step() -> (code: Int32, count: Int) {
        output.withUnsafeMutableBufferPointer { output in
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let code = inflate(stream, Z_NO_FLUSH)
            return (code, output.count - Int(stream.pointee.avail_out))
        }
    }
}
