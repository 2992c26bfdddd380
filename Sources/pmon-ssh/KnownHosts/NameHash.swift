// SPDX-License-Identifier: MIT

private import CCrypto
private import Glibc

/// HMAC-SHA1 under one salt, with the SHA-1 of libcrypto, for the hashed host names of known_hosts.
///
/// RFC 2104. The salt is taken up once for all names that are looked for: a file may have many thousand lines.
struct NameHash {
    /// Bytes of a salt and of a hash.
    static let size = 20
    /// Bytes that SHA-1 takes at once.
    private static let block = 64

    private let inner: SHA_CTX
    private let outer: SHA_CTX

    /// Takes up a salt of `size` bytes; nil if libcrypto fails.
    init?(saltAt salt: UnsafePointer<UInt8>) {
        guard let inner = Self.begin(salt, mask: 0x36), let outer = Self.begin(salt, mask: 0x5C)
        else { return nil }
        self.inner = inner
        self.outer = outer
    }

    /// Takes up a salt; nil if it has another size.
    init?(salt: ArraySlice<UInt8>) {
        guard salt.count == Self.size else { return nil }
        let hash = salt.withUnsafeBufferPointer { salt in
            salt.baseAddress.flatMap { NameHash(saltAt: $0) }
        }
        guard let hash else { return nil }
        self = hash
    }

    /// The hash of a name; nil if libcrypto fails.
    func code(of name: [UInt8]) -> [UInt8]? {
        let code = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
            count = buffer.baseAddress.map { compute(name, into: $0) } == true ? Self.size : 0
        }
        return code.count == Self.size ? code : nil
    }

    /// True if `hash`, of `size` bytes, is the hash of the name.
    func matches(_ name: [UInt8], hash: UnsafePointer<UInt8>) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.size) { code in
            guard let start = code.baseAddress, compute(name, into: start) else { return false }
            return memcmp(start, hash, Self.size) == 0
        }
    }

    /// True if `hash` is the hash of the name.
    func matches(_ name: [UInt8], hash: ArraySlice<UInt8>) -> Bool {
        code(of: name).map { $0[...] == hash } ?? false
    }

    /// SHA-1 that has taken one block of the salt under a mask.
    private static func begin(_ salt: UnsafePointer<UInt8>, mask: UInt8) -> SHA_CTX? {
        var state = SHA_CTX()
        let isDone = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: block) { pad in
            for index in 0..<block { pad[index] = index < size ? salt[index] ^ mask : mask }
            return SHA1_Init(&state) == 1 && SHA1_Update(&state, pad.baseAddress, block) == 1
        }
        return isDone ? state : nil
    }

    /// Computes the hash of a name; false if libcrypto fails.
    private func compute(_ name: [UInt8], into code: UnsafeMutablePointer<UInt8>) -> Bool {
        var state = inner
        guard SHA1_Update(&state, name, name.count) == 1, SHA1_Final(code, &state) == 1 else {
            return false
        }
        state = outer
        return SHA1_Update(&state, code, Self.size) == 1 && SHA1_Final(code, &state) == 1
    }
}
