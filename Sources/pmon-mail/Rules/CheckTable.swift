// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Values of checks in a file that older versions read by address.
struct CheckTable {
    /// One value for each address, that of its check without a name or else the first one, sorted.
    private(set) var addresses: [(String, JSONObject)] = []
    /// The values of all checks that have a name, with `url`, `target` and `place`, sorted.
    private(set) var checks: [JSONObject] = []

    /// The table of those values.
    init(_ values: [(CheckIdentity, JSONObject)]) {
        var last: URLKey?
        for (check, value) in values.sorted(by: { $0.0 < $1.0 }) {
            if check.url != last { addresses.append((check.url.text, value)) }
            last = check.url
            guard !check.isUnnamed else { continue }
            var named: JSONObject = ["url": .string(check.url.text)]
            named["target"] = Self.text(check.name.target)
            named["place"] = Self.text(check.name.place)
            for member in value.members { named[member.key] = member.value }
            checks.append(named)
        }
    }

    /// The values of `checks` in a file, and those of the addresses of which it has no check.
    static func read(
        _ object: JSONObject,
        addresses key: String
    ) -> [(check: CheckIdentity, value: JSONValue)] {
        var values: [(check: CheckIdentity, value: JSONValue)] = []
        var named: Set<URLKey> = []
        for value in object["checks"]?.array ?? [] {
            guard let members = value.object, let url = members["url"]?.string else { continue }
            let name = CheckName(
                target: members["target"]?.string.map { Array($0.utf8) },
                place: members["place"]?.string.map { Array($0.utf8) }
            )
            named.insert(URLKey(url))
            values.append((CheckIdentity(URLKey(url), name), value))
        }
        for member in object[key]?.object?.members ?? [] where !named.contains(URLKey(member.key)) {
            values.append((CheckIdentity(member.key), member.value))
        }
        return values
    }

    private static func text(_ bytes: [UInt8]?) -> JSONValue? {
        bytes.map { .string(String(decoding: $0, as: UTF8.self)) }
    }
}
