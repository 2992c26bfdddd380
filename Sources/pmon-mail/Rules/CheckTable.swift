// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

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
            var named = check.members
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
            guard let check = value.object.flatMap(CheckIdentity.init(members:)) else { continue }
            named.insert(check.url)
            values.append((check, value))
        }
        for member in object[key]?.object?.members ?? [] {
            let url = URLKey(member.key).masked
            if !named.contains(url) { values.append((CheckIdentity(url), member.value)) }
        }
        return values
    }
}
