// SPDX-License-Identifier: MIT

package import PmonJSON
package import PmonRecord
package import PmonSystem

/// The outage of a check that a line `until recovery` of the silence file holds for, or held for.
///
/// pmon-mail writes it to the told file; the page reads it there.
package struct SilenceUse: Equatable, Sendable {
    /// When the outage began.
    package var start: Timestamp
    /// True once the outage has ended.
    package var isOver = false

    /// The use for an outage that began then.
    package init(start: Timestamp, isOver: Bool = false) {
        self.start = start
        self.isOver = isOver
    }

    /// The told file that belongs to a latest file.
    ///
    /// If that is a symbolic link, it lies beside the link's target.
    package static func toldFile(beside latest: String) throws(ToolError) -> String {
        try FileTarget.resolve(latest) + ".told"
    }

    /// The member `silences` of a told file: the uses by line, then by check.
    package static func read(_ root: JSONObject) -> [String: [CheckIdentity: SilenceUse]] {
        var lines: [String: [CheckIdentity: SilenceUse]] = [:]
        for member in root["silences"]?.object?.members ?? [] {
            var uses: [CheckIdentity: SilenceUse] = [:]
            for value in member.value.array ?? [] {
                guard let object = value.object, let check = CheckIdentity(members: object),
                    let start = object["start"]?.double
                else { continue }
                uses[check] = SilenceUse(
                    start: Timestamp(seconds: start),
                    isOver: object["over"]?.bool ?? false
                )
            }
            lines[member.key] = uses
        }
        return lines
    }

    /// The values of one line in that member, sorted.
    package static func values(_ uses: [CheckIdentity: SilenceUse]) -> [JSONValue] {
        uses.sorted { $0.key < $1.key }.map { check, use in
            var value = check.members
            value["start"] = .number(use.start.number)
            if use.isOver { value["over"] = .bool(true) }
            return .object(value)
        }
    }
}
