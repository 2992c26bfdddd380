// SPDX-License-Identifier: MIT

/// All checks of one monitor in order of time, one array a property: 33 bytes a check, so that a
/// million of them stay in memory.
struct Runs: Sendable {
    /// Unix seconds of each check, ascending.
    private(set) var at: [Double] = []
    /// Raw value of each check's ``CheckState``.
    private(set) var states: [UInt8] = []
    /// Milliseconds of each check in all; not a number where the record has no timing.
    private(set) var milliseconds: [Float] = []
    /// Index of each check's message in the ``MessageTable``.
    private(set) var messages: [UInt32] = []
    /// Seconds observed before each check, after ``seal()``.
    private(set) var seenBefore: [Double] = []
    /// Seconds up before each check, after ``seal()``.
    private(set) var upBefore: [Double] = []
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

    /// State of a check.
    func state(_ index: Int) -> CheckState { CheckState(rawValue: states[index]) ?? .noData }

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
        guard let last = at.last, last > time else {
            at.append(time)
            states.append(check.state.rawValue)
            milliseconds.append(duration)
            messages.append(message)
            return
        }
        let index = firstIndex(after: time)
        at.insert(time, at: index)
        states.insert(check.state.rawValue, at: index)
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
        return true
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
        seenBefore = [Double](unsafeUninitializedCapacity: count) { buffer, size in
            var sum = 0.0
            for index in 0..<at.count {
                buffer[index] = sum
                if index + 1 < at.count { sum += min(at[index + 1] - at[index], reach) }
            }
            size = at.count
        }
        let good = CheckState.ok.rawValue
        upBefore = [Double](unsafeUninitializedCapacity: count) { buffer, size in
            var sum = 0.0
            for index in 0..<at.count {
                buffer[index] = sum
                if index + 1 < at.count, states[index] == good {
                    sum += min(at[index + 1] - at[index], reach)
                }
            }
            size = at.count
        }
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
    /// Whether the record holds evidence of the machine behind the address.
    var hasEvidence = false
    /// Whether the store has marked the record as one from the future, which counts as if it had not come.
    var isAhead = false
}
