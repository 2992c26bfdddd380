// SPDX-License-Identifier: MIT

import Glibc
import PmonJSON
import PmonRecord

/// Finds the check of a record among those of its address, mostly without a look at what its members mean.
struct CheckIndex {
    /// Where each check stands.
    private(set) var indices: [CheckName: Int] = [:]
    private var spellings: [Spelling] = []

    /// How a record that was found spells its target and place.
    private struct Spelling {
        let target: [UInt8]
        let place: [UInt8]
        let index: Int
    }

    /// Spellings that are compared; further ones are read.
    private static let limit = 16

    /// The checks without a target.
    var unnamed: [CheckName] { indices.keys.filter { $0.target == nil } }

    /// True if there is a check without a target.
    private(set) var hasUnnamed = false

    /// The check of a record; nil if it is not known, or if others would have to give way to it.
    mutating func index(of fields: RecordFields) -> Int? {
        if hasUnnamed, fields.name.target != nil { return nil }
        for known in spellings {
            if Self.isSame(known.target, fields[.target]), Self.isSame(known.place, fields[.place])
            {
                return known.index
            }
        }
        let index = indices[fields.name]
        if let index, spellings.count < Self.limit { note(fields, index) }
        return index
    }

    /// Notes where a check stands.
    mutating func insert(_ name: CheckName, at index: Int) {
        indices[name] = index
        if name.target == nil { hasUnnamed = true }
    }

    /// Forgets a check.
    mutating func remove(_ name: CheckName) {
        indices[name] = nil
        spellings = []
        hasUnnamed = indices.keys.contains { $0.target == nil }
    }

    /// All checks stand so many places later.
    mutating func move(by distance: Int) {
        indices = indices.mapValues { $0 + distance }
        spellings = []
    }

    private mutating func note(_ fields: RecordFields, _ index: Int) {
        spellings.append(
            Spelling(
                target: fields[.target].map { Array($0.rawValue) } ?? [],
                place: fields[.place].map { Array($0.rawValue) } ?? [],
                index: index
            )
        )
    }

    private static func isSame(_ known: [UInt8], _ member: JSONMembers.Member?) -> Bool {
        guard let value = member?.rawValue, let start = value.baseAddress else {
            return known.isEmpty
        }
        return known.count == value.count
            && known.withUnsafeBytes { bytes in
                bytes.baseAddress.map { memcmp($0, start, value.count) == 0 } ?? true
            }
    }
}
