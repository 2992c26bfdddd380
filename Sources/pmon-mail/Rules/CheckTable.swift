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
            var named = Self.name(check)
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
            guard let check = value.object.flatMap(check) else { continue }
            named.insert(check.url)
            values.append((check, value))
        }
        for member in object[key]?.object?.members ?? [] where !named.contains(URLKey(member.key)) {
            values.append((CheckIdentity(member.key), member.value))
        }
        return values
    }

    /// The members `url`, `target` and `place` of a check.
    static func name(_ check: CheckIdentity) -> JSONObject {
        var named: JSONObject = ["url": .string(check.url.text)]
        named["target"] = text(check.name.target)
        named["place"] = text(check.name.place)
        return named
    }

    /// The check that those members name; nil without `url`.
    static func check(_ members: JSONObject) -> CheckIdentity? {
        guard let url = members["url"]?.string else { return nil }
        let name = CheckName(
            target: members["target"]?.string.map { Array($0.utf8) },
            place: members["place"]?.string.map { Array($0.utf8) }
        )
        return CheckIdentity(URLKey(url), name)
    }

    private static func text(_ bytes: [UInt8]?) -> JSONValue? {
        bytes.map { .string(String(decoding: $0, as: UTF8.self)) }
    }
}
