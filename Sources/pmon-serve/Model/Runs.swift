// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// All checks of one monitor in order of time, one array a property: 33 bytes a check, so that a
/// million of them stay in memory.
struct Runs: Sendable {
    /// Unix seconds of each check, ascending.
    private(set) var at: [Double] = []
    /// Raw value of what each check's result means, and the bits of maintenance.
    private(set) var states: [UInt8] = []
    /// Milliseconds of each check in all; not a number where the record has no timing.
    private(set) var milliseconds: [Float] = []
    /// Index of each check's message in the ``MessageTable``.
    private(set) var messages: [UInt32] = []
    /// Seconds observed before each check, after ``seal()``.
    private(set) var seenBefore: [Double] = []
    /// Seconds up before each check, after ``seal()``.
    private(set) var upBefore: [Double] = []
    /// Seconds of maintenance before each check, after ``seal()``; empty if there was none.
    private(set) var maintenanceBefore: [Double] = []
    /// Leading checks of which is known whether a window covers them.
    private var judged = 0
    /// Median distance of two checks in seconds, after ``seal()``; `nil` with fewer than two.
    private(set) var usualDistance: Double?
    /// Worst state of each local day that has a check, ascending.
    private(set) var days: [Day] = []

    /// Worst state of a local day.
    struct Day: Equatable, Sendable {
        /// Days since 1970-01-01 in local time.
        let number: Int
        /// Worst state of a check on that day.
        var worst: CheckState
    }

    /// How many times the usual distance a check's state is taken to last at most.
    static let reach = 2.5

    /// Number of checks.
    var count: Int { at.count }

    /// Bits of a state that say what the result means.
    private static let resultBits: UInt8 = 0x0F
    /// The record carries the name of a window.
    private static let carried: UInt8 = 0x40
    /// A window of the configuration covers the check.
    private static let covered: UInt8 = 0x80

    /// State of a check: maintenance if it counts as that, else what its result means.
    func state(_ index: Int) -> CheckState { isMaintenance(index) ? .maintenance : result(index) }

    /// What the result of a check means.
    func result(_ index: Int) -> CheckState {
        CheckState(rawValue: states[index] & Self.resultBits) ?? .noData
    }

    /// Whether a check counts as maintenance.
    func isMaintenance(_ index: Int) -> Bool { states[index] > Self.resultBits }

    /// Duration of a check in milliseconds, if it was measured.
    func duration(_ index: Int) -> Double? {
        milliseconds[index].isNaN ? nil : Double(milliseconds[index])
    }

    /// Makes room.
    mutating func reserve(_ count: Int) {
        at.reserveCapacity(count)
        states.reserveCapacity(count)
        milliseconds.reserveCapacity(count)
        messages.reserveCapacity(count)
    }

    /// Adds a check at its place in time; almost always that is the end.
    mutating func add(_ check: RecordedCheck, message: UInt32) {
        let time = check.at
        let duration = check.milliseconds.map { Float($0) } ?? .nan
        let state = check.state.rawValue | (check.isMaintenance ? Self.carried : 0)
        guard let last = at.last, last > time else {
            at.append(time)
            states.append(state)
            milliseconds.append(duration)
            messages.append(message)
            return
        }
        let index = firstIndex(after: time)
        at.insert(time, at: index)
        states.insert(state, at: index)
        judged = min(judged, index)
        milliseconds.insert(duration, at: index)
        messages.insert(message, at: index)
    }

    /// Replaces the index of each message by that of another table.
    mutating func renumberMessages(_ numbers: [UInt32]) {
        for index in messages.indices { messages[index] = numbers[Int(messages[index])] }
    }

    /// Removes the checks later than an instant; `seal` has to follow if it returns true.
    mutating func removeAll(after time: Double) -> Bool {
        let count = firstIndex(after: time)
        guard count < at.count else { return false }
        at.removeSubrange(count...)
        states.removeSubrange(count...)
        milliseconds.removeSubrange(count...)
        messages.removeSubrange(count...)
        judged = min(judged, count)
        return true
    }

    /// Notes which checks fall into a window; those that were judged before are not judged again.
    mutating func cover(by windows: [MaintenanceWindow]) {
        if !windows.isEmpty {
            for index in judged..<count
            where windows.first(at: Timestamp(seconds: at[index])) != nil {
                states[index] |= Self.covered
            }
        }
        judged = count
    }

    /// Forgets which checks fall into a window.
    mutating func uncover() {
        for index in 0..<judged { states[index] &= ~Self.covered }
        judged = 0
    }

    /// Index of the first check later than an instant.
    func firstIndex(after time: Double) -> Int {
        var low = 0
        var high = at.count
        while low < high {
            let middle = (low + high) / 2
            if at[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Works out what follows from the checks; after adding, before asking.
    ///
    /// `expected` is the distance in seconds to take where there are too few checks to tell.
    mutating func seal(expected: Double?, calendar: inout LocalDays) {
        usualDistance = Self.median(ofDistances: at) ?? expected
        let reach = (usualDistance ?? 0) * Self.reach
        let good = CheckState.ok.rawValue
        seenBefore = secondsBefore(reach: reach) { $0 <= Self.resultBits }
        upBefore = secondsBefore(reach: reach) { $0 == good }
        maintenanceBefore =
            states.contains { $0 > Self.resultBits }
            ? secondsBefore(reach: reach) { $0 > Self.resultBits } : []
        days = []
        for index in 0..<at.count {
            let number = calendar.number(of: at[index])
            let state = state(index)
            if let last = days.last, last.number == number {
                if last.worst < state { days[days.count - 1].worst = state }
            } else {
                days.append(Day(number: number, worst: state))
            }
        }
    }

    /// The seconds before each check for which checks of some states speak.
    @inline(__always)
    private func secondsBefore(reach: Double, of takes: (UInt8) -> Bool) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { buffer, size in
            var sum = 0.0
            for index in 0..<at.count {
                buffer[index] = sum
                if index + 1 < at.count, takes(states[index]) {
                    sum += min(at[index + 1] - at[index], reach)
                }
            }
            size = at.count
        }
    }

    /// The median of the distances between neighbours; `nil` with fewer than two checks.
    static func median(ofDistances at: [Double]) -> Double? {
        guard at.count > 1 else { return nil }
        var distances = [Double](unsafeUninitializedCapacity: at.count - 1) { buffer, size in
            for index in 1..<at.count { buffer[index - 1] = at[index] - at[index - 1] }
            size = at.count - 1
        }
        return Selection.median(&distances)
    }
}

/// One check, as the model takes it from a record.
struct RecordedCheck: Equatable, Sendable {
    /// Unix seconds.
    var at: Double
    /// What its result means.
    var state: CheckState
    /// Duration in all, if measured.
    var milliseconds: Double?
    /// Message of the record, a bare status as digits.
    var message: String
    /// Whether the record holds evidence: of the machine behind the address, or what the server answered.
    var hasEvidence = false
    /// Whether the store has marked the record as one from the future, which counts as if it had not come.
    var isAhead = false
    /// Whether the record carries the name of a maintenance window.
    var isMaintenance = false
}
