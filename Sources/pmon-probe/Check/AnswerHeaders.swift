// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// The lines of a header section without secrets.
struct AnswerHeaders {
    /// Bytes that are shown of one line.
    private static let longest = 1000
    /// They hold names like those of secrets, but tell how to log in.
    private static let harmless: Set<String> = [
        "www-authenticate", "proxy-authenticate", "access-control-allow-credentials",
    ]

    private(set) var lines: [String] = []
    private(set) var isTruncated = false

    init(_ headers: [(name: String, value: String)], mask: SecretMask) {
        var size = 0
        for (name, value) in headers {
            let whole = Array("\(name): \(Self.withoutSecret(value, of: name))".utf8)
            let window = min(whole.count, ServerAnswer.needed(toShow: Self.longest, mask: mask))
            let bytes = mask.masked(
                Array(whole[..<window]),
                showing: Self.longest,
                isCut: window < whole.count
            )
            let line = URLText.redacted(
                inText: AnswerText.visible(String(decoding: bytes, as: UTF8.self)).onOneLine
            )
            guard lines.count < ServerAnswer.mostHeaders,
                size + line.utf8.count <= ServerAnswer.mostHeaderBytes
            else {
                isTruncated = true
                return
            }
            if whole.count > Self.longest { isTruncated = true }
            size += line.utf8.count
            lines.append(line)
        }
    }

    /// The value without what is secret by its name: a cookie keeps its name and what stands behind its value.
    private static func withoutSecret(_ value: String, of name: String) -> String {
        let lower = name.lowercased()
        guard lower.hasPrefix("set-cookie") else {
            return !harmless.contains(lower) && NamedSecrets.isSecret(name) ? Secret.mask : value
        }
        let pair = value.prefix { $0 != ";" }
        let start = pair.firstIndex(of: "=").map { pair[...$0] } ?? ""
        return "\(start)\(Secret.mask)\(value[pair.endIndex...])"
    }
}
