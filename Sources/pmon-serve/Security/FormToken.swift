// SPDX-License-Identifier: MIT

import PmonText

/// The token by which a form proves that it came from a page of this process.
enum FormToken {
    /// 128 random bits of the system's generator as hexadecimal digits.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return Digest.hex(generator.next()) + Digest.hex(generator.next())
    }
}
