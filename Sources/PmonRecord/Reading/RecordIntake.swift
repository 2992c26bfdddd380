// SPDX-License-Identifier: MIT

package import PmonJSON
import PmonSystem
import PmonText

/// Judges lines that come from outside: strict JSON with `url`, `time`, `result` and `message` of their types.
package struct RecordIntake {
    /// Why a line is not a record.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        /// It is longer than a line may be.
        case tooLong
        /// It is no strict JSON object.
        case json(JSONError)
        /// A member is missing, of another type, or a number that is not possible.
        case field(String)

        package var description: String {
            switch self {
            case .tooLong: "longer than \(SizeText.format(LineReader.standardLimit))"
            case .json(let error): error.description
            case .field(let text): text
            }
        }
    }

    /// More keys than this are left to the rare path, so that a hostile line stays cheap.
    private static let keyLimit = 32

    /// True to refuse numbers that are not possible for their field.
    private let checksNumbers: Bool
    /// Hashes of the keys of one line.
    private var keys: [UInt64] = []

    /// Judges numbers as well, unless the records are only to be passed on.
    package init(checksNumbers: Bool = true) { self.checksNumbers = checksNumbers }

    /// The fields of a line, which must outlive them.
    package mutating func fields(
        of line: UnsafeRawBufferPointer
    ) throws(Problem) -> RecordFields {
        if let fields = usualFields(of: line) { return fields }
        // The rare path, which knows all spellings and can tell what is wrong.
        let record: Record
        do throws(JSONError) {
            record = try Record(line: line)
        } catch {
            throw .json(error)
        }
        if let problem = record.seedProblem { throw .field(problem) }
        if checksNumbers, let problem = record.numberProblem { throw .field(problem) }
        return RecordFields(line)
    }

    /// The same for a record of the usual kind, in one pass; nil if anything about it needs a closer look.
    private mutating func usualFields(of line: UnsafeRawBufferPointer) -> RecordFields? {
        var fields = RecordFields(none: line)
        keys.removeAll(keepingCapacity: true)
        var members = JSONMembers(line, strictness: .strict)
        while let member = members.next() {
            guard isNew(member.rawKey) else { return nil }
            let field = RecordFields.field(member.rawKey)
            if let field { fields.set(field, member.rawValue) }
            // Known by one look that is cheaper than the others.
            if field == .timing, UsualTiming.isOne(member.rawValue) { continue }
            guard isWithoutDuplicates(member.rawValue), !checksNumbers || isPossible(member) else {
                return nil
            }
        }
        guard members.error == nil, fields[.url]?.rawString != nil,
            fields[.time]?.rawString != nil, fields.result != nil, fields.hasMessage
        else { return nil }
        return fields
    }

    /// False if the member, whose key has no escapes, is a field whose number is not possible.
    private func isPossible(_ member: JSONMembers.Member) -> Bool {
        // Most values are texts.
        guard let first = member.rawValue.first, first != UInt8(ascii: "\"") else { return true }
        return switch member.rawKey.count {
        case 2 where member.isSpelled("at"): member.isPossible(.at)
        case 2 where member.isSpelled("of"): member.isPossible(.of)
        case 3 where member.isSpelled("run"): member.isPossible(.run)
        case 4 where member.isSpelled("size"): member.isPossible(.size)
        case 5 where member.isSpelled("since"): member.isPossible(.since)
        case 6 where member.isSpelled("status"): member.isPossible(.status)
        case 6 where member.isSpelled("outage"): member.isPossible(.outage)
        case 6 where member.isSpelled("streak"): member.isPossible(.streak)
        case 6 where member.isSpelled("timing"): isPossible(timing: member.rawValue)
        case 8 where member.isSpelled("attempts"): member.isPossible(.attempts)
        case 9 where member.isSpelled("redirects"): member.isPossible(.redirects)
        case 11 where member.isSpelled("certificate"): isPossible(certificate: member.rawValue)
        default: true
        }
    }

    private func isPossible(timing object: UnsafeRawBufferPointer) -> Bool {
        guard object.first == UInt8(ascii: "{") else { return true }
        var members = JSONMembers(object)
        while let member = members.next() {
            for field in NumberField.timing where member.hasKey(field.key) {
                guard member.isPossible(field) else { return false }
            }
        }
        return true
    }

    private func isPossible(certificate object: UnsafeRawBufferPointer) -> Bool {
        guard object.first == UInt8(ascii: "{") else { return true }
        var members = JSONMembers(object)
        while let member = members.next() {
            if member.hasKey("days") { return member.isPossible(.days) }
        }
        return true
    }

    /// Notes a key; false if it may have been there before, or is spelled with escapes.
    private mutating func isNew(_ key: UnsafeRawBufferPointer) -> Bool {
        guard keys.count < Self.keyLimit, !key.contains(UInt8(ascii: "\\")) else { return false }
        let hash = ByteHash.hash(key)
        for other in keys where other == hash { return false }
        keys.append(hash)
        return true
    }

    /// True unless objects within a value of valid JSON have a key twice.
    private func isWithoutDuplicates(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.first == UInt8(ascii: "{") || value.first == UInt8(ascii: "[") else {
            return true
        }
        return (try? DuplicateKeys.check(value)) != nil
    }
}
