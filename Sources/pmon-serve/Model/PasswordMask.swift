// SPDX-License-Identifier: MIT

import PmonJSON
import PmonText

/// Takes passwords out of what older files may hold.
enum PasswordMask {
    /// The text with the password of every URL in it replaced.
    static func text(_ text: String) -> String {
        guard text.contains("://"), text.contains("@") else { return text }
        return text.split(separator: " ", omittingEmptySubsequences: false)
            .map { word in word.contains("@") ? url(inside: String(word)) : String(word) }
            .joined(separator: " ")
    }

    /// A word with a URL somewhere in it, such as `url='http://user:secret@host/'`.
    private static func url(inside word: String) -> String {
        guard let mark = word.range(of: "://") else { return word }
        var start = mark.lowerBound
        while start > word.startIndex, word[word.index(before: start)].isLetter {
            start = word.index(before: start)
        }
        return word[..<start] + URLText.redacted(String(word[start...]))
    }

    /// A value with all its texts masked; keys too.
    static func value(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(Self.text(text))
        case .array(let elements): .array(elements.map(Self.value))
        case .object(let object): .object(Self.object(object))
        default: value
        }
    }

    /// An object with all its texts masked.
    static func object(_ object: JSONObject) -> JSONObject {
        JSONObject(
            uniqueMembers: object.members.map {
                JSONObject.Member(key: text($0.key), value: value($0.value))
            }
        )
    }
}
