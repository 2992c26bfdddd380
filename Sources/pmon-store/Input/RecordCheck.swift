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

    /// Hashes of the keys of one line.
    private var keys: [UInt64] = []

    /// The address of a line that is strict JSON and has `url`, `time`, `result` and `message` of their types.
    mutating func url(of line: UnsafeRawBufferPointer) throws(Problem) -> URLKey {
        if let url = usualURL(of: line) { return url }
        // The rare path, which knows all spellings and can tell what is wrong.
        let record: Record
        do throws(JSONError) {
            record = try Record(line: line)
        } catch {
            throw Problem(text: error.description)
        }
        if let problem = record.seedProblem ?? record.numberProblem { throw Problem(text: problem) }
        return URLKey(record.url ?? "")
    }

    /// The same for a record of the usual kind, in one pass; nil if anything about it needs a closer look.
    private mutating func usualURL(of line: UnsafeRawBufferPointer) -> URLKey? {
        var url: UnsafeRawBufferPointer?
        var (hasTime, hasResult, hasMessage) = (false, false, false)
        keys.removeAll(keepingCapacity: true)
        var members = JSONMembers(line, strictness: .strict)
        while let member = members.next() {
            guard isNew(member.rawKey), isWithoutDuplicates(member.rawValue),
                isPossible(member)
            else { return nil }
            switch member.rawKey.count {
            case 3 where member.hasKey("url"): url = member.rawString
            case 4 where member.hasKey("time"): hasTime = member.rawString != nil
            case 6 where member.hasKey("result"):
                hasResult =
                    member.isString("SUCCESS") || member.isString("APPLICATION_ERROR")
                    || member.isString("EXCEPTION_ERROR")
            case 7 where member.hasKey("message"):
                hasMessage = member.rawString != nil || member.int != nil
            default: break
            }
        }
        guard members.error == nil, let url, hasTime, hasResult, hasMessage else { return nil }
        return URLKey(bytes: JSONText.unescape(url))
    }

    /// False if the member may be a field whose number is not possible.
    private func isPossible(_ member: JSONMembers.Member) -> Bool {
        // Most values are texts.
        guard let first = member.rawValue.first, first != UInt8(ascii: "\"") else { return true }
        return switch member.rawKey.count {
        case 2 where member.hasKey("at"): member.isPossible(.at)
        case 2 where member.hasKey("of"): member.isPossible(.of)
        case 3 where member.hasKey("run"): member.isPossible(.run)
        case 4 where member.hasKey("size"): member.isPossible(.size)
        case 5 where member.hasKey("since"): member.isPossible(.since)
        case 6 where member.hasKey("status"): member.isPossible(.status)
        case 6 where member.hasKey("streak"): member.isPossible(.streak)
        case 6 where member.hasKey("timing"): isPossible(timing: member.rawValue)
        case 8 where member.hasKey("attempts"): member.isPossible(.attempts)
        case 9 where member.hasKey("redirects"): member.isPossible(.redirects)
        case 11 where member.hasKey("certificate"): isPossible(certificate: member.rawValue)
        default: true
        }
    }

    private func isPossible(timing object: UnsafeRawBufferPointer) -> Bool {
        guard object.first == UInt8(ascii: "{"), !hasShortDecimalsAlone(object) else { return true }
        var members = JSONMembers(object)
        while let member = members.next() {
            for field in NumberField.timing where member.hasKey(field.key) {
                guard member.isPossible(field) else { return false }
            }
        }
        return true
    }

    /// True if all numbers of a valid object are below 10^10, without sign and exponent: whatever their names are, they
    /// are possible durations.
    private func hasShortDecimalsAlone(_ object: UnsafeRawBufferPointer) -> Bool {
        var digits = 0
        var isText = false
        for byte in object {
            if byte == UInt8(ascii: "\"") {
                isText.toggle()
                digits = 0
            } else if isText {
                if byte == UInt8(ascii: "\\") { return false }
            } else if byte &- 0x30 < 10 {
                digits += 1
                if digits > 10 { return false }
            } else if byte == UInt8(ascii: "-") || byte | 0x20 == UInt8(ascii: "e") {
                return false
            } else {
                digits = 0
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
