// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonText

/// What makes two records of one address the same record.
///
/// Records of a scan are told apart by `run`, `target` and `place`; those without `run` by their whole content,
/// whatever the order of their members. Texts go in as hashes of 64 bits, which only ever meet those of records of the
/// same address and the same `run` or `time`.
package struct RecordIdentity: Hashable, Sendable {
    private let hasRun: Bool
    /// The `run`, or a hash of `time`.
    private let moment: Int
    /// A hash of what else counts.
    private let detail: UInt64

    /// The identity of a valid record; the members `url` and `clock` do not count.
    init(_ fields: RecordFields) {
        if let run = fields.run {
            let (target, place) = (Self.hash(fields[.target]) ?? 1, Self.hash(fields[.place]) ?? 2)
            self.init(hasRun: true, moment: run, detail: target &* 31 &+ place)
        } else {
            let content = Self.content(fields.record).withUnsafeBytes(ByteHash.hash)
            let time = Self.hash(fields[.time]) ?? 0
            self.init(hasRun: false, moment: Int(truncatingIfNeeded: time), detail: content)
        }
    }

    /// The same of a record's bytes.
    package init(_ record: UnsafeRawBufferPointer) { self.init(RecordFields(record)) }

    private init(hasRun: Bool, moment: Int, detail: UInt64) {
        self.hasRun = hasRun
        self.moment = moment
        self.detail = detail
    }

    private static func hash(_ member: JSONMembers.Member?) -> UInt64? {
        guard let member else { return nil }
        guard let text = member.rawString, text.contains(UInt8(ascii: "\\")) else {
            return ByteHash.hash(member.rawString ?? member.rawValue)
        }
        return JSONText.unescape(text).withUnsafeBytes(ByteHash.hash)
    }

    /// The record in a spelling that does not depend on spaces, escapes and the order of members.
    private static func content(_ record: UnsafeRawBufferPointer) -> [UInt8] {
        guard case .object(var object) = try? JSONParser.decode(record) else { return [] }
        object["url"] = nil
        // The store's own mark: the same record may come again when its time is no longer ahead.
        object["clock"] = nil
        return JSONWriter.bytes(sorted(.object(object)))
    }

    private static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            let members = object.members
                .map { JSONObject.Member(key: $0.key, value: sorted($0.value)) }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return .object(JSONObject(uniqueMembers: members))
        case .array(let elements):
            return .array(elements.map(sorted))
        default:
            return value
        }
    }
}
