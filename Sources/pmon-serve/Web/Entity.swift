// SPDX-License-Identifier: MIT

import NIOCore
import PmonText
private import Synchronization

/// A body with its media type and validator, made once and sent to many; the compressed form is
/// made when first asked for and kept.
final class Entity: Sendable {
    /// Media type, as the Content-Type field has it.
    let type: String
    /// The body as it is.
    let plain: ByteBuffer
    /// Entity tag of RFC 9110, section 8.8.3, weak, since the compressed form shares it.
    let tag: String
    private let compressed = Mutex<ByteBuffer?>(nil)

    /// A body of `bytes`; without a `validator` the tag is drawn from the content.
    init(_ bytes: [UInt8], type: String, validator: String? = nil) {
        self.type = type
        plain = ByteBuffer(bytes: bytes)
        tag = "W/\"\(validator ?? Digest.hex(bytes))\""
    }

    /// The gzip form, or `nil` where it would not be smaller.
    func gzip() -> ByteBuffer? {
        guard plain.readableBytes > 512 else { return nil }
        return compressed.withLock { compressed in
            if let compressed { return compressed }
            guard let bytes = Gzip.compress(Array(plain.readableBytesView)) else { return nil }
            compressed = ByteBuffer(bytes: bytes)
            return compressed
        }
    }
}
