// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import pmon_mail

struct ReplayHistoryTests {
    private func history(_ records: [Record]) throws -> ReplayHistory {
        let history = try ReplayHistory()
        for record in records {
            let order = try MailFixture.entry(record).order
            try record.line().withUnsafeBytes { try history.append($0, order: order) }
        }
        return history
    }

    @Test func `each ascending piece is kept as one`() throws {
        let records = ["a", "b", "c"].flatMap { name in
            (0..<5).map { MailFixture.record("http://\(name)/", minute: Double($0)) }
        }
        #expect(try history(records).pieces.count == 3)
        #expect(try history([]).pieces.isEmpty)
    }

    @Test(arguments: [1, 3, 40])
    func `any order comes out in the order of time`(addresses: Int) throws {
        var random = SeededRandom(seed: 3)
        var records = (0..<addresses).flatMap { number in
            (0..<50).map {
                MailFixture.record(
                    "http://\(number)/",
                    .exceptionError,
                    minute: Double($0),
                    ["message": .string(String(repeating: "x", count: number * 300))]
                )
            }
        }
        for shuffled in [false, true] {
            if shuffled { records.shuffle(using: &random) }
            var merge = try history(records).merge()
            var orders: [Int64] = []
            while let entry = try merge.next() { orders.append(entry.order) }
            #expect(orders.count == records.count)
            #expect(orders == orders.sorted())
        }
    }
}
