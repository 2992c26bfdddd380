// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// The newest record of one check, as far as the rules look at it.
///
/// The rest stays as bytes until a mail needs it.
struct Entry {
    /// The check: its address, the password masked, target and place.
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
    /// When the outage began that goes on, or the last one; nil if the file does not say.
    var outage: Timestamp?
    /// Runs the present result has held, 1 or more.
    var streak: Int
    /// The result before the present one; nil if it is not known.
    var previous: CheckResult?
    /// True if the record has warnings.
    let hasWarnings: Bool
    /// Those of them that are news when they begin and end.
    var warnings: WarningKinds = []
    /// The maintenance window that the record names; nil if it names none.
    var maintenance: String?
    /// True if it comes from the future, as a wrong clock makes it: it tells nothing of the present.
    var isAhead = false
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
    /// Takes what the rules need of a record; `url` is its address where the record itself has none.
    ///
    /// Throws what keeps it from being one, in words.
    init(_ fields: RecordFields, url: URLKey? = nil) throws(RecordIntake.Problem) {
        if let error = fields.error { throw .json(error) }
        guard let url = url ?? fields.url else { throw .field("no \"url\", expected a string") }
        guard let result = fields.result else {
            throw .field(
                "no valid \"result\", expected SUCCESS, APPLICATION_ERROR, EXCEPTION_ERROR"
            )
        }
        guard fields[.time]?.rawString != nil else {
            throw .field("no \"time\", expected a string")
        }
        guard fields.hasMessage else {
            throw .field("no valid \"message\", expected a string or an integer")
        }
        guard let at = fields.at else {
            throw .field("wrong \"time\", expected YYYY-MM-DD HH:MM:SS.ffffff")
        }
        let hasWarnings = fields.hasWarnings
        self.init(
            check: CheckIdentity(url.masked, fields.name),
            result: result,
            at: at,
            run: fields.run,
            of: fields.of,
            since: fields.since ?? at,
            outage: fields.outage,
            streak: max(1, fields.streak ?? 1),
            previous: fields.previous,
            hasWarnings: hasWarnings,
            warnings: hasWarnings ? fields[.warnings].map { WarningKinds($0.rawValue) } ?? [] : [],
            maintenance: fields.maintenance,
            bytes: result == .success && !hasWarnings ? [] : Array(fields.record)
        )
    }
}
