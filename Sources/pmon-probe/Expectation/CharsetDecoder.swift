// SPDX-License-Identifier: MIT

private import Glibc

/// Turns a text that comes in pieces from its charset into UTF-8; what is invalid becomes U+FFFD.
///
/// https://man7.org/linux/man-pages/man3/iconv.3.html
final class CharsetDecoder {
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private let converter: iconv_t
    /// The beginning of a character that the last piece ended in.
    private var pending: [UInt8] = []
    private var output = [CChar](repeating: 0, count: 4096)

    /// A decoder of a charset; nil for UTF-8 and ASCII, which need none, and for one that the system does not know.
    init?(_ charset: String) {
        let name = charset.lowercased()
        // An empty name would be the charset of this process, and a slash would add options of the C library.
        guard !["", "utf-8", "utf8", "us-ascii", "ascii"].contains(name), name.utf8.count <= 40,
            name.utf8.allSatisfy({ byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
                    || "._:+-".utf8.contains(byte)
            })
        else { return nil }
        for spelling in [name, name.hasPrefix("x-") ? String(name.dropFirst(2)) : name] {
            let converter = iconv_open("UTF-8", spelling)
            guard let converter, Int(bitPattern: converter) != -1 else { continue }
            self.converter = converter
            return
        }
        return nil
    }

    deinit {
        iconv_close(converter)
    }

    /// Passes the next piece on to `sink` in UTF-8.
    func feed(_ bytes: UnsafeRawBufferPointer, to sink: (UnsafeRawBufferPointer) -> Void) {
        var input = pending
        input += bytes
        let rest = convert(&input, to: sink)
        pending = Array(input[rest...])
    }

    /// Ends the text.
    func finish(to sink: (UnsafeRawBufferPointer) -> Void) {
        if !pending.isEmpty { Self.replacement.withUnsafeBytes(sink) }
        pending = []
        output.withUnsafeMutableBufferPointer { buffer in
            var target = buffer.baseAddress
            var room = buffer.count
            // Only writes what a stateful charset has held back; there is room for it, so that it cannot fail.
            _ = iconv(converter, nil, nil, &target, &room)
            sink(
                UnsafeRawBufferPointer(
                    rebasing: UnsafeRawBufferPointer(buffer)[..<(buffer.count - room)]
                )
            )
        }
    }

    /// Converts as much as there is of whole characters, and returns where the rest begins.
    private func convert(
        _ input: inout [UInt8],
        to sink: (UnsafeRawBufferPointer) -> Void
    ) -> Int {
        var offset = 0
        while offset < input.count {
            let (taken, code) = step(&input, from: offset, to: sink)
            offset += taken
            switch code {
            case 0, E2BIG: continue
            case EINVAL where input.count - offset < 16: return offset
            default:
                // No character begins here: the next one may begin at the next byte.
                Self.replacement.withUnsafeBytes(sink)
                offset += 1
            }
        }
        return input.count
    }

    /// One call of iconv(3): the bytes taken, and errno, 0 for none.
    private func step(
        _ input: inout [UInt8],
        from offset: Int,
        to sink: (UnsafeRawBufferPointer) -> Void
    ) -> (taken: Int, code: Int32) {
        input.withUnsafeMutableBytes { bytes in
            output.withUnsafeMutableBufferPointer { buffer in
                var source = bytes.baseAddress?.advanced(by: offset)
                    .assumingMemoryBound(to: CChar.self)
                var left = bytes.count - offset
                var target = buffer.baseAddress
                var room = buffer.count
                let result = iconv(converter, &source, &left, &target, &room)
                let code = result == -1 ? errno : 0
                let whole = UnsafeRawBufferPointer(buffer)
                sink(UnsafeRawBufferPointer(rebasing: whole[..<(buffer.count - room)]))
                return (bytes.count - offset - left, code)
            }
        }
    }
}
