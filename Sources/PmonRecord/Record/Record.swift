// SPDX-License-Identifier: MIT

package import PmonJSON

/// One result of one check: the line that pmon's tools pass to each other.
///
/// The members are kept as they came, in their order, unknown ones included. Typed access is by the properties;
/// a member of another type than expected reads as absent.
package struct Record: Equatable, Sendable {
    /// All members.
    package var members: JSONObject

    /// A record of those members; none are demanded, see `seedProblem`.
    package init(members: JSONObject = JSONObject()) {
        self.members = members
    }

    /// The value of a known key; setting nil removes it.
    package subscript(key: RecordKey) -> JSONValue? {
        get { members[key.rawValue] }
        set { members[key.rawValue] = newValue }
    }

    /// The record as one line of JSON, without the newline.
    package func line() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        JSONWriter.append(members, to: &bytes)
        return bytes
    }

    /// Why this is not a record: a sentence that names the missing or mistyped seed field, or nil.
    package var seedProblem: String? {
        guard self[.url]?.string != nil else { return problem(.url, "a string") }
        guard self[.time]?.string != nil else { return problem(.time, "a string") }
        guard result != nil else {
            return problem(.result, CheckResult.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard message != nil else { return problem(.message, "a string or an integer") }
        return nil
    }

    private func problem(_ key: RecordKey, _ expected: String) -> String {
        self[key] == nil
            ? "no \"\(key.rawValue)\", expected \(expected)"
            : "wrong \"\(key.rawValue)\", expected \(expected)"
    }
}
