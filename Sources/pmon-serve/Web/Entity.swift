// SPDX-License-Identifier: MIT

import NIOCore
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

/// A short digest that tells contents apart; it protects nothing.
enum Digest {
    /// 16 hexadecimal digits: FNV-1a with 64 bits.
    static func hex(_ bytes: [UInt8]) -> String {
        hex(value(bytes))
    }

    /// The digest as a number.
    static func value(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return hash
    }

    /// 16 hexadecimal digits of a number.
    static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
