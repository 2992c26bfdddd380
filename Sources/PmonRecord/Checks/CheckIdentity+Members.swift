// SPDX-License-Identifier: MIT

package import PmonJSON

/// A check as the members `url`, `target` and `place` of an object in pmon's own files.
extension CheckIdentity {
    /// The check that those members name, its password masked; nil without `url`.
    package init?(members: JSONObject) {
        guard let url = members["url"]?.string else { return nil }
        let name = CheckName(
            target: members["target"]?.string.map { Array($0.utf8) },
            place: members["place"]?.string.map { Array($0.utf8) }
        )
        self.init(URLKey(url).masked, name)
    }

    /// The members; a check without target or place does not have those.
    package var members: JSONObject {
        var members: JSONObject = ["url": .string(url.text)]
        members["target"] = Self.text(name.target)
        members["place"] = Self.text(name.place)
        return members
    }

    private static func text(_ bytes: [UInt8]?) -> JSONValue? {
        bytes.map { .string(String(decoding: $0, as: UTF8.self)) }
    }
}
