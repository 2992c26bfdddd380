// SPDX-License-Identifier: MIT

private import CCrypto

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
        code(of: name, salt: salt).map { $0.elementsEqual(hash) } ?? false
    }

    /// The hash of a name; nil if libcrypto fails.
    func code(of name: [UInt8], salt: ArraySlice<UInt8>) -> [UInt8]? {
        let isKeyed = salt.withUnsafeBufferPointer {
            EVP_MAC_init(context, $0.baseAddress, $0.count, nil) == 1
        }
        guard isKeyed, EVP_MAC_update(context, name, name.count) == 1 else { return nil }
        var length = 0
        let code = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
            let isDone = EVP_MAC_final(context, buffer.baseAddress, &length, Self.size) == 1
            count = isDone ? length : 0
        }
        return code.count == Self.size ? code : nil
    }
}
