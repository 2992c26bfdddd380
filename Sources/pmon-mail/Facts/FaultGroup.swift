// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonText

/// Failures of one machine with one verdict, or without one with the same message: a fault that several checks have.
struct FaultGroup {
    /// One check of it.
    struct Member {
        let entry: Entry
        let start: Timestamp
        let isFresh: Bool
        /// The evidence from the machine as it was written; empty if there is none.
        let evidence: [UInt8]
        /// True if there is an answer of the server.
        let hasAnswer: Bool

        var check: CheckIdentity { entry.check }
        /// True if it has anything to show.
        var hasEvidence: Bool { hasAnswer || !evidence.isEmpty }
    }

    /// What people call the state of its checks.
    let word: ResultWord
    /// The checks, the first one told in full.
    private(set) var members: [Member]

    /// The groups of failing checks in the order of their first ones: worse ones first, then news, then the newest.
    static func groups(
        _ down: [CheckIdentity: Timestamp],
        fresh: Set<CheckIdentity>,
        _ board: ResultTable
    ) -> [FaultGroup] {
        var ordered: [(word: ResultWord, isFresh: Bool, start: Timestamp, entry: Entry)] = []
        for (check, start) in down {
            guard let entry = board.entries[check] else { continue }
            ordered.append((word(of: entry), fresh.contains(check), start, entry))
        }
        ordered.sort { first, second in
            if first.word != second.word { return first.word == .down }
            if first.isFresh != second.isFresh { return first.isFresh }
            return first.start == second.start
                ? first.entry.check < second.entry.check : first.start > second.start
        }
        var groups: [FaultGroup] = []
        var known: [[UInt8]: Int] = [:]
        for item in ordered {
            let (member, key) = member(item.entry, start: item.start, isFresh: item.isFresh)
            let place = [UInt8(item.word == .down ? 0 : 1)] + key
            if let index = known[place] {
                groups[index].members.append(member)
            } else {
                known[place] = groups.count
                groups.append(FaultGroup(word: item.word, members: [member]))
            }
        }
        return groups
    }

    /// What the state of a check that is down is called; one that is not well for long enough is down still.
    static func word(of entry: Entry) -> ResultWord {
        entry.result == .applicationError ? .applicationError : .down
    }

    /// A check, and what all checks of its group share.
    private static func member(
        _ entry: Entry,
        start: Timestamp,
        isFresh: Bool
    ) -> (Member, key: [UInt8]) {
        entry.bytes.withUnsafeBytes { bytes in
            let fields = RecordFields(bytes)
            var evidence: [UInt8] = []
            if fields.hasEvidence {
                for field in [RecordFields.Field.ssh, .logs, .fileSystem, .memory] {
                    evidence.append(
                        contentsOf: fields[field]?.rawValue ?? .init(start: nil, count: 0)
                    )
                    evidence.append(0)
                }
            }
            var key = Array(URLText.host(entry.url.bytes))
            key.append(0)
            let cause = fields[.verdict] ?? fields[.message]
            key.append(contentsOf: cause?.rawValue ?? .init(start: nil, count: 0))
            let member = Member(
                entry: entry,
                start: start,
                isFresh: isFresh,
                evidence: evidence,
                hasAnswer: hasAnswer(bytes)
            )
            return (member, key)
        }
    }

    /// True if the record has a `response`.
    private static func hasAnswer(_ record: UnsafeRawBufferPointer) -> Bool {
        var members = JSONMembers(record)
        while let member = members.next() {
            if member.rawKey.elementsEqual("response".utf8) { return true }
        }
        return false
    }
}
