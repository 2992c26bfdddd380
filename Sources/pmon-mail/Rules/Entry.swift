// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// The newest record of one check, as far as the rules look at it.
///
/// The rest stays as bytes until a mail needs it.
struct Entry {
    /// The check: its address, target and place.
    let check: CheckIdentity
    /// The result of the check.
    let result: CheckResult
    /// When the check began.
    let at: Timestamp
    /// The scan it belongs to: Unix milliseconds; nil in records of the older pmon.
    let run: Int?
    /// How many records that scan emits.
    let of: Int?
    /// When the present result began.
    var since: Timestamp
    /// Runs the present result has held, 1 or more.
    var streak: Int
    /// The result before the present one; nil if it is not known.
    var previous: CheckResult?
    /// True if the record has warnings.
    let hasWarnings: Bool
    /// The whole record as JSON; empty if the mail only lists it as healthy.
    let bytes: [UInt8]

    /// The address.
    var url: URLKey { check.url }
    /// True if the check found a fault.
    var isFailing: Bool { result != .success }
    /// True if a fault went before the present result.
    var followsFailure: Bool { previous.map { $0 != .success } ?? false }

    /// The key that puts the records of a history in order: microseconds.
    var order: Int64 { run.map { Int64($0) &* 1000 } ?? at.microseconds }
}

extension Entry {
    /// Reads a record; `url` is its address where the record itself has none.
    ///
    /// Throws what keeps it from being one, in words.
    init(_ line: UnsafeRawBufferPointer, url: URLKey? = nil) throws(EntryProblem) {
        var fields = Fields()
        var members = JSONMembers(line)
        while let member = members.next() { fields.take(member) }
        if let error = members.error { throw .json(error) }
        guard let url = url ?? fields.url else { throw .field("no \"url\", expected a string") }
        guard let result = fields.result else {
            throw .field(
                "no valid \"result\", expected SUCCESS, APPLICATION_ERROR, EXCEPTION_ERROR"
            )
        }
        guard let time = fields.time else { throw .field("no \"time\", expected a string") }
        guard fields.hasMessage else {
            throw .field("no valid \"message\", expected a string or an integer")
        }
        // `time` is local time and slow to read, so `at` goes first.
        guard let at = fields.at ?? Timestamp(local: JSONText.decode(time)) else {
            throw .field("wrong \"time\", expected YYYY-MM-DD HH:MM:SS.ffffff")
        }
        self.init(
            check: CheckIdentity(url, CheckName(target: fields.target, place: fields.place)),
            result: result,
            at: at,
            run: fields.run,
            of: fields.of,
            since: fields.since ?? at,
            streak: max(1, fields.streak ?? 1),
            previous: fields.previous,
            hasWarnings: fields.hasWarnings,
            bytes: result == .success && !fields.hasWarnings ? [] : Array(line)
        )
    }

    /// The members that are looked at.
    private struct Fields {
        var url: URLKey?
        var target: [UInt8]?
        var place: [UInt8]?
        var result: CheckResult?
        var time: UnsafeRawBufferPointer?
        var hasMessage = false
        var at: Timestamp?
        var run: Int?
        var of: Int?
        var since: Timestamp?
        var streak: Int?
        var previous: CheckResult?
        var hasWarnings = false

        /// Takes the needed members.
        ///
        /// The length is compared first, as most members are not needed.
        mutating func take(_ member: JSONMembers.Member) {
            switch member.rawKey.count {
            case 2:
                if member.hasKey("at") {
                    at = member.number(.at).map(Timestamp.init(seconds:))
                } else if member.hasKey("of") {
                    of = member.integer(.of)
                }
            case 3:
                if member.hasKey("url") {
                    url = member.rawString.map { URLKey(bytes: JSONText.unescape($0)) }
                } else if member.hasKey("run") {
                    run = member.integer(.run)
                }
            case 4: if member.hasKey("time") { time = member.rawString }
            case 5:
                if member.hasKey("since") {
                    since = member.number(.since).map(Timestamp.init(seconds:))
                } else if member.hasKey("place") {
                    place = member.rawString.map(JSONText.unescape)
                }
            case 6:
                if member.hasKey("result") {
                    result = Entry.result(member)
                } else if member.hasKey("streak") {
                    streak = member.integer(.streak)
                } else if member.hasKey("target") {
                    target = member.rawString.map(JSONText.unescape)
                }
            case 7:
                if member.hasKey("message") {
                    hasMessage = member.rawString != nil || member.int != nil
                }
            case 8:
                if member.hasKey("warnings") {
                    hasWarnings = member.rawValue.contains(UInt8(ascii: "\""))
                } else if member.hasKey("previous") {
                    previous = Entry.result(member)
                }
            default: break
            }
        }
    }

    private static func result(_ member: JSONMembers.Member) -> CheckResult? {
        if member.isString("SUCCESS") { return .success }
        if member.isString("APPLICATION_ERROR") { return .applicationError }
        if member.isString("EXCEPTION_ERROR") { return .exceptionError }
        return nil
    }
}

/// Why a line or an entry of a file is not a record.
enum EntryProblem: Error, Equatable {
    /// It is not an object of JSON.
    case json(JSONError)
    /// A member is missing or of another type.
    case field(String)

    /// For people.
    var text: String {
        switch self {
        case .json(let error): error.description
        case .field(let text): text
        }
    }
}
