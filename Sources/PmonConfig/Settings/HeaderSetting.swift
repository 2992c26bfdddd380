// SPDX-License-Identifier: MIT

import PmonText

/// A request header that is configured, key `header.NAME`.
package struct HeaderSetting: Equatable, Sendable {
    /// The name as written; a token of RFC 9110 section 5.6.2.
    package let name: String
    /// The value.
    ///
    /// Even if it stands in the ini file, it is a secret if the name suggests one.
    package let value: SecretSource

    /// A header of that name and value.
    ///
    /// Throws if the name is not a token or the value contains control characters.
    init(name: String, value: SecretSource, text: String) throws(SettingProblem) {
        try Self.check(name: name)
        if !text.isEmpty { _ = try SettingValue.plainText(text) }
        self.name = name
        self.value = value
    }

    /// Throws if the name is not a token.
    static func check(name: String) throws(SettingProblem) {
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
            throw SettingProblem(expected: "a header name", found: name)
        }
    }

    /// True if the value must not be shown: its name is one that carries credentials, or it comes from `env:` or `file:`.
    package var isSecret: Bool {
        !value.isLiteral || NamedSecrets.isSecret(name)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
