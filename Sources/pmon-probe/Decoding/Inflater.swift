// SPDX-License-Identifier: MIT

private import CZlib

/// A stream of zlib: gzip (RFC 1952), whose text may be one of several members, and zlib's own format.
///
/// https://zlib.net/manual.html
final class Inflater: Decompressor {
    // zlib keeps a pointer to the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var isReady: Bool

    /// A stream of a format, as `inflateInit2` numbers them: 15 zlib, -15 without header, 47 gzip or zlib.
    init(windowBits: Int32) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = pmon_inflateInit2(stream, windowBits) == Z_OK
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func magic(first: UInt8) -> [UInt8] { [0x1F, 0x8B] }

    func reset() { isReady = isReady && inflateReset(stream) == Z_OK }

    func step(
        _ input: inout UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> (count: Int, hasEnded: Bool)? {
        guard isReady else { return nil }
        // zlib only reads what it takes from here.
        stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
        let code = inflate(stream, Z_NO_FLUSH)
        input = UnsafeRawBufferPointer(rebasing: input.suffix(Int(stream.pointee.avail_in)))
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { return nil }
        return (output.count - Int(stream.pointee.avail_out), code == Z_STREAM_END)
    }
}
