// SPDX-License-Identifier: MIT

/// The checksum of gzip and zlib (CRC-32, polynomial 0xEDB88320), so that any script can verify a journal.
enum CRC32 {
    /// The checksum of some bytes.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            var crc = UInt32.max
            var index = 0
            // Eight bytes at a time through eight tables ("slicing by 8").
            while bytes.count - index >= 8 {
                let low = crc ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
                let high = bytes.loadUnaligned(fromByteOffset: index + 4, as: UInt32.self)
                crc =
                    tables[Int(low & 255) + 7 * 256]
                    ^ tables[Int(low >> 8 & 255) + 6 * 256]
                    ^ tables[Int(low >> 16 & 255) + 5 * 256]
                    ^ tables[Int(low >> 24) + 4 * 256]
                crc ^=
                    tables[Int(high & 255) + 3 * 256]
                    ^ tables[Int(high >> 8 & 255) + 2 * 256]
                    ^ tables[Int(high >> 16 & 255) + 256]
                    ^ tables[Int(high >> 24)]
                index += 8
            }
            while index < bytes.count {
                crc = tables[Int((crc ^ UInt32(bytes[index])) & 255)] ^ crc >> 8
                index += 1
            }
            return ~crc
        }
    }

    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let previous = tables[index - 256]
            tables[index] = tables[Int(previous & 255)] ^ previous >> 8
        }
        return tables
    }()
}
