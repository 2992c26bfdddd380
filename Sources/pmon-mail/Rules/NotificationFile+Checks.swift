// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// The lists of checks in the told file that versions before them do not know.
extension NotificationFile {
    /// The warnings that a recipient knows of, sorted.
    static func values(_ warnings: [CheckIdentity: WarningKinds]) -> [JSONValue] {
        warnings.sorted { $0.key < $1.key }.map { check, kinds in
            var value = CheckTable.name(check)
            value["kinds"] = .array(kinds.names.map(JSONValue.string))
            return .object(value)
        }
    }

    /// The warnings of such a list.
    static func warnings(_ value: JSONValue?) -> [CheckIdentity: WarningKinds] {
        var warnings: [CheckIdentity: WarningKinds] = [:]
        for value in value?.array ?? [] {
            guard let check = value.object.flatMap(CheckTable.check) else { continue }
            warnings[check] = WarningKinds(names: value.object?["kinds"]?.strings ?? [])
        }
        return warnings
    }

    /// The outages that a silence holds for, sorted.
    static func values(_ uses: [CheckIdentity: SilenceBook.Use]) -> [JSONValue] {
        uses.sorted { $0.key < $1.key }.map { check, use in
            var value = CheckTable.name(check)
            value["start"] = .number(use.start.number)
            if use.isOver { value["over"] = .bool(true) }
            return .object(value)
        }
    }

    /// The outages of such a list.
    static func uses(_ value: JSONValue) -> [CheckIdentity: SilenceBook.Use] {
        var uses: [CheckIdentity: SilenceBook.Use] = [:]
        for value in value.array ?? [] {
            guard let object = value.object, let check = CheckTable.check(object),
                let start = object["start"]?.double
            else { continue }
            uses[check] = SilenceBook.Use(
                start: Timestamp(seconds: start),
                isOver: object["over"]?.bool ?? false
            )
        }
        return uses
    }
}
