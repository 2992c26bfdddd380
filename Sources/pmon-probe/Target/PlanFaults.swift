// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem

/// A setting that cannot be used for a check.
struct PlanFault: Equatable, Sendable {
    /// Its key, without `url.XX.`.
    let key: String
    /// True for a key of `[pmon]`, false for one of the address.
    let isShared: Bool
    /// True for a wrong value, false for a secret or a file that cannot be had.
    let isValue: Bool
    /// For people, without the key.
    let message: String
}

/// The faults of one check's settings: all are collected, so that they can be reported at once.
struct PlanFaults: Sendable {
    /// What was found so far.
    private(set) var list: [PlanFault] = []

    /// Adds a wrong value of a key that ends in a name or a number of the user's.
    mutating func add(_ key: String, _ message: String) {
        list.append(PlanFault(key: key, isShared: false, isValue: true, message: message))
    }

    /// Adds a fault that was found elsewhere.
    mutating func add(_ fault: PlanFault) {
        list.append(fault)
    }

    /// Adds what is wrong with the file that a key names.
    mutating func add(_ key: CheckKey, _ error: ToolError) {
        list.append(
            PlanFault(key: key.rawValue, isShared: false, isValue: false, message: error.message)
        )
    }

    /// The result of a step; nil, and a fault of the key, if it throws.
    mutating func take<Value>(
        _ key: CheckKey,
        isShared: Bool = false,
        isValue: Bool = true,
        _ step: () throws(ToolError) -> Value
    ) -> Value? {
        take(key.rawValue, isShared: isShared, isValue: isValue, step)
    }

    /// The same for a key that ends in a name of the user's, or one of `[pmon]`.
    mutating func take<Value>(
        _ key: String,
        isShared: Bool = false,
        isValue: Bool = true,
        _ step: () throws(ToolError) -> Value
    ) -> Value? {
        do throws(ToolError) {
            return try step()
        } catch {
            list.append(
                PlanFault(key: key, isShared: isShared, isValue: isValue, message: error.message)
            )
            return nil
        }
    }
}
