// SPDX-License-Identifier: MIT

/// How keys of the configuration are compared: without case, but for the parts that keep their spelling.
enum KeyName {
    /// The key in lower case, except what stands behind `expect.json.`, a path into JSON.
    ///
    /// Header names keep their spelling in the entry, but two that differ by case alone are the same header.
    static func identity(_ spelling: String) -> String {
        let lower = spelling.lowercased()
        guard let marker = lower.firstRange(of: "expect.json.") else { return lower }
        let offset = lower.utf8.distance(from: lower.startIndex, to: marker.upperBound)
        guard lower.utf8.count == spelling.utf8.count else { return lower }
        let split = spelling.utf8.index(spelling.startIndex, offsetBy: offset)
        return lower[..<marker.upperBound] + String(spelling[split...])
    }

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

extension String {
    /// Where a text occurs first, compared by bytes.
    fileprivate func firstRange(of other: String) -> Range<String.Index>? {
        let bytes = Array(utf8)
        let wanted = Array(other.utf8)
        guard bytes.count >= wanted.count else { return nil }
        for offset in 0...(bytes.count - wanted.count)
        where bytes[offset..<(offset + wanted.count)].elementsEqual(wanted) {
            let start = utf8.index(startIndex, offsetBy: offset)
            return start..<utf8.index(start, offsetBy: wanted.count)
        }
        return nil
    }
}
