// SPDX-License-Identifier: MIT

private import CCrypto
private import Glibc

/// HMAC-SHA1 by libcrypto, for the hashed host names of known_hosts, which have no other form.
///
/// https://www.openssl.org/docs/man3.0/man3/EVP_MAC.html
final class NameHash {
    /// Bytes of a salt and of a hash.
    static let size = 20

    private let context: OpaquePointer

    /// Prepares the algorithm once; nil if libcrypto does not provide it.
    init?() {
        guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
        // The context keeps a reference of its own.
        defer { EVP_MAC_free(algorithm) }
        guard let context = EVP_MAC_CTX_new(algorithm) else { return nil }
        self.context = context
        var name = Array("SHA1".utf8CString)
        let isChosen = name.withUnsafeMutableBufferPointer { name in
            let parameters = [
                OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.baseAddress, 0),
                OSSL_PARAM_construct_end(),
            ]
            return EVP_MAC_CTX_set_params(context, parameters) == 1
        }
        guard isChosen else { return nil }
    }

    deinit {
        EVP_MAC_CTX_free(context)
    }

    /// True if `hash` is the hash of the name with that salt; both have `size` bytes.
    func matches(_ name: [UInt8], salt: ArraySlice<UInt8>, hash: ArraySlice<UInt8>) -> Bool {
        matches(name, saltAndHash: Array(salt) + Array(hash), at: 0)
    }

    /// The same where the salt stands at a place among others, and its hash after it.
    func matches(_ name: [UInt8], saltAndHash bytes: [UInt8], at place: Int) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard let salt = bytes.baseAddress?.advanced(by: place) else { return false }
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.size) { code in
                guard let start = code.baseAddress, compute(name, salt: salt, into: code) else {
                    return false
                }
                return memcmp(start, salt + Self.size, Self.size) == 0
            }
        }
    }

    /// The hash of a name; nil if libcrypto fails.
    func code(of name: [UInt8], salt: ArraySlice<UInt8>) -> [UInt8]? {
        let code = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
            let isDone = salt.withUnsafeBufferPointer { salt in
                salt.baseAddress.map { compute(name, salt: $0, into: buffer) } ?? false
            }
            count = isDone ? Self.size : 0
        }
        return code.count == Self.size ? code : nil
    }

    /// Computes the hash of a name; false if libcrypto fails.
    private func compute(
        _ name: [UInt8],
        salt: UnsafePointer<UInt8>,
        into code: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        guard EVP_MAC_init(context, salt, Self.size, nil) == 1,
            EVP_MAC_update(context, name, name.count) == 1
        else { return false }
        var length = 0
        return EVP_MAC_final(context, code.baseAddress, &length, Self.size) == 1
            && length == Self.size
    }
}
