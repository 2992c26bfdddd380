// SPDX-License-Identifier: MIT

import PmonText

/// Undoes all content encodings of a body, the one that was applied last first (RFC 9110 section 8.4).
///
/// libcurl does not notice that an encoded text ends before its end, and reads one member of gzip only.
struct ContentDecoding {
    /// As many as libcurl undoes; each may make a body a thousand times as long.
    static let most = 5
    /// Bytes that a decoder passes on at once.
    static let pieceSize = 16 * 1024

    private let decoders: [ContentDecoder]

    /// Decoders for the values of `Content-Encoding`; nil where there is nothing to undo.
    init?(_ values: [String]) throws(DecodingProblem) {
        var decoders: [ContentDecoder] = []
        for value in values {
            for part in value.split(separator: ",") {
                let name = String(part).trimmed.lowercased()
                guard let decoder = try Self.decoder(name) else { continue }
                guard decoders.count < Self.most else { throw .tooMany }
                decoders.append(decoder)
            }
        }
        guard !decoders.isEmpty else { return nil }
        self.decoders = decoders.reversed()
    }

    /// True if the body may end here.
    var isWhole: Bool { decoders.allSatisfy(\.isWhole) }

    /// Passes on what a piece holds; false if the sink has enough.
    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) -> Bool
    ) throws(DecodingProblem) -> Bool {
        try feed(bytes, from: 0, to: sink)
    }

    private func feed(
        _ bytes: UnsafeRawBufferPointer,
        from index: Int,
        to sink: (UnsafeRawBufferPointer) -> Bool
    ) throws(DecodingProblem) -> Bool {
        guard index < decoders.count else { return sink(bytes) }
        return try decoders[index].feed(bytes) { piece throws(DecodingProblem) in
            try feed(piece, from: index + 1, to: sink)
        }
    }

    /// The decoder of an encoding; nil for one that changes nothing.
    private static func decoder(_ name: String) throws(DecodingProblem) -> ContentDecoder? {
        switch name {
        case "", "identity", "none": nil
        case "gzip", "x-gzip": ContentDecoder(Inflater(windowBits: 15 + 32))
        case "deflate": ContentDecoder(DeflateStream())
        case "br": ContentDecoder(BrotliStream())
        case "zstd": ContentDecoder(ZstdStream())
        default: throw .unknown(name)
        }
    }
}
