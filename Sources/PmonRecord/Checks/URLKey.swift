// SPDX-License-Identifier: MIT

private import Glibc
import PmonText

/// An address as a key: compared and ordered by its bytes.
///
/// `String` would take two spellings of the same accented character for equal, and order by Unicode's rules.
package struct URLKey: Hashable, Comparable, Sendable {
    /// The address in UTF-8.
    package let bytes: [UInt8]

    /// The key of an address in UTF-8.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The key of an address.
    package init(_ url: String) {
        bytes = Array(url.utf8)
    }

    /// The address as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The address without its password: records of older versions have it, and nothing shown or told may.
    package var masked: URLKey {
        bytes.contains(UInt8(ascii: "@")) ? URLKey(URLText.redacted(text)) : self
    }

    /// All bytes at once; an array would hash them one by one.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.withUnsafeBytes(ByteHash.hash))
    }

    package static func == (left: URLKey, right: URLKey) -> Bool {
        left.bytes.count == right.bytes.count && order(left, right) == 0
    }

    package static func < (left: URLKey, right: URLKey) -> Bool { order(left, right) < 0 }

    /// Less than 0, 0 or more, as the first key comes before the second, is the same, or comes after it.
    static func order(_ left: URLKey, _ right: URLKey) -> Int {
        let count = min(left.bytes.count, right.bytes.count)
        let order = left.bytes.withUnsafeBytes { one in
            right.bytes.withUnsafeBytes { other in
                guard let start = one.baseAddress, let second = other.baseAddress else {
                    return Int32(0)
                }
                return memcmp(start, second, count)
            }
        }
        return order == 0 ? left.bytes.count - right.bytes.count : Int(order)
    }
}
