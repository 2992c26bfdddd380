// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Judges lines of input: the address of a record, or what is wrong.
struct RecordCheck {
    /// Why a line is no record, in words for the user.
    struct Problem: Error, Equatable {
        let text: String
    }

    /// More keys than this are left to the rare path, so that a hostile line stays cheap.
    private static let keyLimit = 32

    /// True if the last line has a member `clock`, which is the store's own to set.
    private(set) var hasClock = false
    /// Hashes of the keys of one line.
    private var keys: [UInt64] = []
    /// The whole seconds of `at` in the line that was judged last; nil if they need a closer look.
    private(set) var seconds: Int?

    /// The address of a line that is strict JSON and has `url`, `time`, `result` and `message` of their types.
    mutating func url(of line: UnsafeRawBufferPointer) throws(Problem) -> URLKey {
        if let url = usualURL(of: line) { return url }
        seconds = nil
        // The rare path, which knows all spellings and can tell what is wrong.
        let record: Record
        do throws(JSONError) {
            record = try Record(line: line)
        } catch {
            throw Problem(text: error.description)
        }
        hasClock = record.members["clock"] != nil
        if let problem = record.seedProblem ?? record.numberProblem { throw Problem(text: problem) }
        return URLKey(record.url ?? "")
    }

    /// The same for a record of the usual kind, in one pass; nil if anything about it needs a closer look.
    private mutating func usualURL(of line: UnsafeRawBufferPointer) -> URLKey? {
        var url: UnsafeRawBufferPointer?
        var (hasTime, hasResult, hasMessage) = (false, false, false)
        hasClock = false
        keys.removeAll(keepingCapacity: true)
        seconds = nil
        var members = JSONMembers(line, strictness: .strict)
        while let member = members.next() {
            guard isNew(member.rawKey) else { return nil }
            // Known by one look that is cheaper than the others.
            if member.isSpelled("timing"), UsualTiming.isOne(member.rawValue) { continue }
            guard isWithoutDuplicates(member.rawValue), isPossible(member) else { return nil }
            switch member.rawKey.count {
            case 2 where member.isSpelled("at"): seconds = member.wholePart
            case 3 where member.isSpelled("url"): url = member.rawString
            case 5 where member.isSpelled("clock"): hasClock = true
            case 4 where member.isSpelled("time"): hasTime = member.rawString != nil
            case 6 where member.isSpelled("result"):
                hasResult =
                    member.isString("SUCCESS") || member.isString("APPLICATION_ERROR")
                    || member.isString("EXCEPTION_ERROR")
            case 7 where member.isSpelled("message"):
                hasMessage = member.rawString != nil || member.int != nil
            default: break
            }
        }
        guard members.error == nil, let url, hasTime, hasResult, hasMessage else { return nil }
        return URLKey(bytes: JSONText.unescape(url))
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
