// SPDX-License-Identifier: MIT

/// The algorithms that one side offers, as its first message of the key exchange lists them.
///
/// RFC 4253 section 7.1. https://www.rfc-editor.org/rfc/rfc4253#section-7.1
struct AlgorithmOffer: Equatable {
    /// What an algorithm is for, in the order of the message.
    enum Purpose: Int, CaseIterable {
        case keyExchange, hostKey, cipherOut, cipherIn, macOut, macIn

        /// Its name for people.
        var name: String {
            switch self {
            case .keyExchange: "key exchange"
            case .hostKey: "host key algorithm"
            case .cipherOut, .cipherIn: "cipher"
            case .macOut, .macIn: "MAC"
            }
        }
    }

    /// The names for each purpose, most wanted first.
    let names: [Purpose: [String]]

    /// Takes an offer that is known.
    init(_ names: [Purpose: [String]]) {
        self.names = names
    }

    /// Finds the offer in the first bytes of a server: lines up to its greeting, then unencrypted packets.
    init?(opening bytes: [UInt8]) {
        guard var offset = Self.endOfGreeting(bytes) else { return nil }
        while let length = SSHBytes.integer(at: offset, in: bytes), length > 0,
            offset + 4 + length <= bytes.count
        {
            if length > 18, bytes[offset + 5] == 20 {
                guard let names = Self.names(in: bytes, from: offset + 6 + 16) else { return nil }
                self.names = names
                return
            }
            offset += 4 + length
        }
        return nil
    }

    /// What both sides lack a common algorithm for, with what this one offers; nil if there is one for each purpose.
    func gap(to other: AlgorithmOffer) -> (purpose: Purpose, names: [String])? {
        for purpose in Purpose.allCases {
            let offered = names[purpose] ?? []
            let wanted = other.names[purpose] ?? []
            if !wanted.contains(where: offered.contains) { return (purpose, offered) }
        }
        return nil
    }

    private static func endOfGreeting(_ bytes: [UInt8]) -> Int? {
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            if bytes[start..<end].starts(with: "SSH-".utf8) { return end + 1 }
            start = end + 1
        }
        return nil
    }

    private static func names(in bytes: [UInt8], from start: Int) -> [Purpose: [String]]? {
        var offset = start
        var names: [Purpose: [String]] = [:]
        for purpose in Purpose.allCases {
            guard let list = SSHBytes.string(at: offset, in: bytes) else { return nil }
            names[purpose] = list.split(separator: UInt8(ascii: ",")).map {
                String(decoding: $0, as: UTF8.self)
            }
            offset += 4 + list.count
        }
        return names
    }
}
