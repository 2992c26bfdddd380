// SPDX-License-Identifier: MIT

/// A comma-separated list of mail addresses.
package enum MailList {
    /// The addresses of a list; commas within quotes, comments or angle brackets do not count (RFC 5322 section 3.4).
    package static func split(_ text: String) -> [String] {
        var addresses: [String] = []
        var address = String.UnicodeScalarView()
        var (isQuoted, isEscaped, depth, isWithin) = (false, false, 0, false)
        for scalar in text.unicodeScalars {
            if scalar == ",", !isQuoted, !isEscaped, depth == 0, !isWithin {
                addresses.append(String(address))
                address = String.UnicodeScalarView()
                continue
            }
            address.append(scalar)
            guard !isEscaped else {
                isEscaped = false
                continue
            }
            switch scalar {
            case "\\": isEscaped = isQuoted || depth > 0
            case "\"": isQuoted = depth == 0 ? !isQuoted : isQuoted
            case "(": depth += isQuoted ? 0 : 1
            case ")": depth -= isQuoted || depth == 0 ? 0 : 1
            case "<": isWithin = isWithin || !isQuoted && depth == 0
            case ">": isWithin = isWithin && (isQuoted || depth > 0)
            default: break
            }
        }
        addresses.append(String(address))
        return addresses.map(\.trimmed).filter { !$0.isEmpty }
    }
}
