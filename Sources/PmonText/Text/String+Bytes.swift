// SPDX-License-Identifier: MIT

private import Glibc

extension String {
    /// True if the text holds that byte; for the paths that each check takes, where looking at every byte by itself shows.
    package func hasByte(_ byte: UInt8) -> Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false
        } ?? utf8.contains(byte)
    }
}
