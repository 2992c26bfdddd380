// SPDX-License-Identifier: MIT

import PmonText

/// How keys of the configuration are compared: without case, but for the parts that keep their spelling.
enum KeyName {
    /// The key in lower case, except for the JSON path after `url.XX.expect.json.` and `url.XX.step.N.expect.json.`.
    ///
    /// Header names keep their spelling in the entry, but two that differ by case alone are the same header.
    static func identity(_ spelling: String) -> String {
        let lower = spelling.lowercased()
        guard lower.utf8.starts(with: "url.".utf8), let (_, rest) = split(spelling) else {
            return lower
        }
        let key = withoutStep(rest)
        guard key.lowercased().utf8.starts(with: pathPrefix.utf8) else { return lower }
        let path = key.dropFirst(pathPrefix.count)
        let front = spelling.utf8.dropLast(path.utf8.count)
        return String(decoding: front, as: UTF8.self).lowercased() + path
    }

    /// The rest of a key without the step that it belongs to: `method` for `step.2.method`.
    static func withoutStep(_ rest: String) -> String {
        guard rest.lowercased().hasPrefix(CheckKey.step) else { return rest }
        let parts = rest.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[2]) : rest
    }

    private static let pathPrefix = "expect.json."

    /// Splits `url.shop.expect.status` into the target `url.shop` and the rest, `expect.status`.
    ///
    /// The target in lower case, the rest as written. nil unless it begins with `url.XX.`, XX being letters, digits,
    /// `-` and `_`.
    static func split(_ spelling: String) -> (target: String, rest: String)? {
        let parts = spelling.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[2].isEmpty else { return nil }
        let target = "\(parts[0]).\(parts[1])".lowercased()
        return isTarget(target) ? (target, String(parts[2])) : nil
    }

    /// The key of a target in lower case, which users may write without `url.`.
    static func target(_ text: String) -> String {
        let key = text.lowercased()
        return key.hasPrefix("url.") ? key : "url.\(key)"
    }

    /// True for `url.XX`, XX being one or more letters, digits, `-` and `_`.
    static func isTarget(_ key: String) -> Bool {
        guard let name = key.lowercased().removingPrefix("url."), !name.isEmpty else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
