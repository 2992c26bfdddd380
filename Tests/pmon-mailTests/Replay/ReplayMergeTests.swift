// SPDX-License-Identifier: MIT

import PmonRecord
import TestSupport
import Testing

@testable import pmon_mail

struct ReplayMergeTests {
    @Test func `records of the same moment stay as they came`() throws {
        let history = try ReplayHistory()
        let names = ["c", "a", "b", "d"]
        for name in names {
            // Going back in time between them makes a piece of each.
            for minute in [1.0, 0.0] {
                let record = MailFixture.record("http://\(name)/", minute: minute)
                try record.line().withUnsafeBytes {
                    try history.append($0, order: MailFixture.time(minute).microseconds)
                }
            }
        }
        var merge = try history.merge()
        var urls: [String] = []
        while let entry = try merge.next() { urls.append(entry.url.text) }
        let order = names.map { "http://\($0)/" }
        #expect(urls == order + order)
    }
}
