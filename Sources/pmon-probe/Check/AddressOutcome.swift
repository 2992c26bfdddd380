// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonText

/// What became of one address of a name whose addresses are all checked.
struct AddressOutcome: Sendable {
    /// The IP address.
    let address: String
    let result: CheckResult
    let reason: Reason?
    let message: RecordMessage
    let times: PhaseTimes

    /// An entry of a record's `addresses`.
    var json: JSONValue {
        var object = JSONObject()
        object["address"] = .string(address)
        object["result"] = .string(result.rawValue)
        object["reason"] = reason.map { .string($0.rawValue) }
        switch message {
        case .text(let text): object["message"] = .string(text.cut(to: RecordBuilder.longestText))
        case .status(let status): object["message"] = .int(status)
        }
        object["timing"] = .object(times.json)
        return .object(object)
    }
}

/// The addresses of a check that has several; one object, so that the outcomes of all other checks stay small.
final class AddressList: Sendable {
    /// The addresses in their order.
    let list: [AddressOutcome]
    /// The sentence on those that fail; nil if none does, and for a single one.
    let summary: String?

    init(_ list: [AddressOutcome], summary: String?) {
        self.list = list
        self.summary = summary
    }
}

extension CheckOutcome {
    /// What a check came to whose addresses each have an outcome: that of the worst, among successful ones of the slowest.
    init(of found: [(address: String, outcome: CheckOutcome)]) {
        let outcomes = found.map(\.outcome)
        let worst = outcomes.indices.max { outcomes[$0].isBetter(than: outcomes[$1]) } ?? 0
        self = outcomes[worst]
        attempts = outcomes.map(\.attempts).max() ?? attempts
        if reason != .certificate {
            certificate = outcomes.compactMap(\.certificate).min { $0.expires < $1.expires }
        }
        let list = found.map { address, outcome in
            AddressOutcome(
                address: address,
                result: outcome.result,
                reason: outcome.reason,
                message: outcome.message,
                times: outcome.times
            )
        }
        let isTold = found.count > 1 && reason != nil
        addresses = AddressList(list, summary: isTold ? Self.summary(found, first: worst) : nil)
    }

    private func isBetter(than other: CheckOutcome) -> Bool {
        let order: [CheckResult] = [.success, .applicationError, .exceptionError]
        let (mine, others) = (
            order.firstIndex(of: result) ?? 0, order.firstIndex(of: other.result) ?? 0
        )
        if mine != others { return mine < others }
        return reason == nil && (times.total ?? 0) < (other.times.total ?? 0)
    }

    /// `2 of 3 addresses fail: 192.0.2.1, 192.0.2.2: connection refused by example.org:80`, the worst before the others.
    private static func summary(
        _ found: [(address: String, outcome: CheckOutcome)],
        first: Int
    ) -> String {
        var groups: [(names: [String], message: String)] = []
        let order = [first] + found.indices.filter { $0 != first }
        for (address, outcome) in order.map({ found[$0] }) where outcome.reason != nil {
            let name = address.contains(":") ? "[\(address)]" : address
            if let index = groups.firstIndex(where: { $0.message == outcome.sentence }) {
                groups[index].names.append(name)
            } else {
                groups.append(([name], outcome.sentence))
            }
        }
        let names = groups.map { $0.names.joined(separator: ", ") }
        let count = groups.reduce(0) { $0 + $1.names.count }
        let start = "\(count) of \(found.count) addresses fail: "
        // Each address is named, however long the sentences are.
        let room =
            RecordBuilder.longestText - start.utf8.count
            - names.reduce(0) { $0 + $1.utf8.count + 4 }
        let isLong = groups.reduce(0) { $0 + $1.message.utf8.count } > room
        return start
            + zip(names, groups).map { names, group in
                "\(names): \(isLong ? group.message.cut(to: room / groups.count) : group.message)"
            }.joined(separator: "; ")
    }
}
