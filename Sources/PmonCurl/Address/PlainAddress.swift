// SPDX-License-Identifier: MIT

/// The parts of an address that can be read in one way only: `http://host:port/path` in ASCII, without a login.
///
/// Most addresses are such, and libcurl takes fifty times as long to read one. Anything that it decodes, rewrites or refuses
/// is left to it.
struct PlainAddress {
    private static let longest = 2000
    /// A name of DNS is not longer.
    private static let longestHost = 253

    let isTLS: Bool
    let host: String
    /// Nil where none is written.
    let port: Int?
    /// True if the host is four decimal numbers.
    let isNumeric: Bool

    /// The parts; nil for an address that is not plain.
    init?(_ text: String) {
        guard
            let parts = text.utf8.withContiguousStorageIfAvailable({ bytes in Parts(bytes[...]) }),
            let parts
        else { return nil }
        isTLS = parts.isTLS
        host = parts.host
        port = parts.port
        isNumeric = parts.isNumeric
    }

    private struct Parts {
        let isTLS: Bool
        let host: String
        let port: Int?
        let isNumeric: Bool

        init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
            guard bytes.count <= PlainAddress.longest, bytes.starts(with: "http".utf8) else {
                return nil
            }
            var rest = bytes.dropFirst(4)
            isTLS = rest.first == UInt8(ascii: "s")
            if isTLS { rest = rest.dropFirst() }
            guard rest.starts(with: "://".utf8) else { return nil }
            rest = rest.dropFirst(3)
            let host = rest.prefix(while: PlainAddress.isHostByte)
            guard let isNumeric = PlainAddress.isNumeric(host) else { return nil }
            self.isNumeric = isNumeric
            self.host = String(decoding: host, as: UTF8.self)
            rest = rest.dropFirst(host.count)
            guard rest.first == UInt8(ascii: ":") else {
                port = nil
                guard PlainAddress.isPath(rest) else { return nil }
                return
            }
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard (1...5).contains(digits.count), digits.first != 0x30 else { return nil }
            let port = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            guard port <= 65_535, PlainAddress.isPath(rest.dropFirst(1 + digits.count)) else {
                return nil
            }
            self.port = port
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }

    private static func isPath(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = bytes.first else { return true }
        return first == UInt8(ascii: "/") && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// True for four decimal numbers, false for a name; nil for what may be either, such as `127.1` and `0x7f000001`.
    private static func isNumeric(_ host: Slice<UnsafeBufferPointer<UInt8>>) -> Bool? {
        guard (1...longestHost).contains(host.count) else { return nil }
        var labels = 0
        var areNumbers = true
        var start = host.startIndex
        while true {
            let label = host[start...].prefix { $0 != UInt8(ascii: ".") }
            guard let first = label.first, first != UInt8(ascii: "-") else { return nil }
            labels += 1
            if !isNumber(label) { areNumbers = false }
            start += label.count + 1
            guard start > host.endIndex else { continue }
            // No number of any base begins with a letter.
            if first > 0x39 { return false }
            return areNumbers && labels == 4 ? true : nil
        }
    }

    /// True for 0 to 255 without zeros in front, which would make it octal.
    private static func isNumber(_ label: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard label.count <= 3, label.count == 1 || label.first != 0x30,
            label.allSatisfy({ $0 <= 0x39 && $0 >= 0x30 })
        else { return false }
        return label.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 255
    }
}
