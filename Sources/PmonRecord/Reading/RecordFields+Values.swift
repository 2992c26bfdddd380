// SPDX-License-Identifier: MIT

import PmonJSON

extension RecordFields {
    /// The address.
    package var url: URLKey? {
        self[.url]?.rawString.map { URLKey(bytes: JSONText.unescape($0)) }
    }

    /// Unix seconds of the check, as `at` has them.
    package var seconds: Double? { self[.at]?.number(.at) }

    /// The instant of the check, read from `time` as local time where `at` is missing.
    package var at: Timestamp? {
        seconds.map(Timestamp.init(seconds:)) ?? self[.time]?.string.flatMap(Timestamp.init(local:))
    }

    /// The scan: Unix milliseconds.
    package var run: Int? { self[.run]?.integer(.run) }

    /// How many records the scan emits.
    package var of: Int? { self[.of]?.integer(.of) }

    /// What the check came to; nil if it is none of the three.
    package var result: CheckResult? { self[.result].flatMap(Self.result) }

    /// The result before the present one.
    package var previous: CheckResult? { self[.previous].flatMap(Self.result) }

    private static func result(_ member: JSONMembers.Member) -> CheckResult? {
        if member.isString("SUCCESS") { return .success }
        return member.string.flatMap(CheckResult.init(rawValue:))
    }

    /// When the present result began.
    package var since: Timestamp? { self[.since]?.number(.since).map(Timestamp.init(seconds:)) }

    /// When the outage began that goes on, or the last one.
    package var outage: Timestamp? { self[.outage]?.number(.outage).map(Timestamp.init(seconds:)) }

    /// Runs that the present result has held.
    package var streak: Int? { self[.streak]?.integer(.streak) }

    /// The results of the last runs; nil where they are missing or other letters than those of `RunLetters`.
    package var recent: RunLetters? { self[.recent]?.rawString.flatMap(RunLetters.init) }

    /// The key in `[urls]`.
    package var target: String? { self[.target]?.string }

    /// What tells the check from others of its address.
    package var name: CheckName {
        CheckName(
            target: self[.target]?.rawString.map(JSONText.unescape),
            place: self[.place]?.rawString.map(JSONText.unescape)
        )
    }

    /// True if the store has marked the record as one from the future.
    package var isAhead: Bool { self[.clock]?.isString("ahead") ?? false }

    /// False if the store has marked an entry of the latest file as one whose record is no longer in the history.
    package var isKept: Bool {
        self[.kept].map { !$0.rawValue.elementsEqual("false".utf8) } ?? true
    }

    /// True if the message is a text or an integer.
    package var hasMessage: Bool {
        self[.message].map { $0.rawString != nil || $0.int != nil } ?? false
    }

    /// The maintenance window in which the check began; nil if there was none.
    package var maintenance: String? {
        self[.maintenance]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// True if there is a text among the warnings.
    package var hasWarnings: Bool {
        guard let value = self[.warnings]?.rawValue else { return false }
        return value.first == UInt8(ascii: "[") && value.contains(UInt8(ascii: "\""))
    }

    /// True if there is evidence of the machine of the address.
    package var hasEvidence: Bool {
        has(.ssh) || has(.logs) || has(.memory) || has(.fileSystem)
    }

    /// True if there is what the server answered.
    package var hasAnswer: Bool { has(.response) }

    private func has(_ field: Field) -> Bool {
        self[field].map { $0.rawValue.first != UInt8(ascii: "n") } ?? false
    }

    /// The newest record of every check of the address, in an entry of the latest file that has several.
    package var checks: [UnsafeRawBufferPointer] {
        var checks: [UnsafeRawBufferPointer] = []
        guard let value = self[.checks]?.rawValue, value.first == UInt8(ascii: "[") else {
            return checks
        }
        var records = RecordSequence(UnsafeRawBufferPointer(rebasing: value.dropFirst().dropLast()))
        while let record = records.next() { checks.append(record) }
        return checks
    }

    /// Milliseconds of the whole check, if it was measured.
    package var total: Double? {
        guard let timing = self[.timing]?.rawValue else { return nil }
        if let total = Self.lastTotal(timing) { return total.number(.total) }
        var total: Double?
        var members = JSONMembers(timing)
        while let member = members.next() {
            if member.hasKey("total") { total = member.number(.total) }
        }
        return total
    }

    /// The value of `total` if it is the last member, without spaces: where pmon-probe writes it.
    private static func lastTotal(_ timing: UnsafeRawBufferPointer) -> JSONMembers.Member? {
        let end = timing.count - 1
        var start = end
        while start > 0, timing[start - 1] &- 0x30 < 10 || timing[start - 1] == UInt8(ascii: ".") {
            start -= 1
        }
        let key: StaticString = "\"total\":"
        let before = start - key.utf8CodeUnitCount
        // A quote that opens a key follows a bracket or a comma; one within a text has a backslash before it.
        guard start < end, before > 0,
            timing[before - 1] == UInt8(ascii: "{") || timing[before - 1] == UInt8(ascii: ","),
            isSpelled(UnsafeRawBufferPointer(rebasing: timing[before..<start]), key)
        else { return nil }
        return JSONMembers.Member(
            rawKey: UnsafeRawBufferPointer(start: nil, count: 0),
            rawValue: UnsafeRawBufferPointer(rebasing: timing[start..<end])
        )
    }
}
