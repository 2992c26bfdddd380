// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// The lists of checks in the told file that versions before them do not know.
extension NotificationFile {
    /// The warnings that a recipient knows of, sorted.
    static func values(_ warnings: [CheckIdentity: WarningKinds]) -> [JSONValue] {
        warnings.sorted { $0.key < $1.key }.map { check, kinds in
            var value = check.members
            value["kinds"] = .array(kinds.names.map(JSONValue.string))
            return .object(value)
        }
    }

    /// The warnings of such a list.
    static func warnings(_ value: JSONValue?) -> [CheckIdentity: WarningKinds] {
        var warnings: [CheckIdentity: WarningKinds] = [:]
        for value in value?.array ?? [] {
            guard let check = value.object.flatMap(CheckIdentity.init(members:)) else { continue }
            warnings[check] = WarningKinds(names: value.object?["kinds"]?.strings ?? [])
        }
        return warnings
    }
}
