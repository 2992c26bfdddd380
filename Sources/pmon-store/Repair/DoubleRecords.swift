// SPDX-License-Identifier: MIT

import PmonHistory
import PmonRecord

/// Finds the records that a data file holds more than once, as no store writes it.
struct DoubleRecords {
    /// Records that stand after the same one.
    private(set) var count = 0
    /// The address of the first of them.
    private(set) var first: URLKey?
    /// Where each record stands for the first time.
    private(set) var kept: [URLKey: [Range<Int>]] = [:]

    /// Looks through the lists of a file; `keepsPlaces` fills `kept`.
    init(_ lists: [HistoryList], in bytes: UnsafeRawBufferPointer, keepsPlaces: Bool = false) {
        var groups: [URLKey: [HistoryList]] = [:]
        for list in lists { groups[list.url, default: []].append(list) }
        guard let start = bytes.baseAddress else { return }
        for (url, lists) in groups {
            var identities: Set<RecordIdentity> = []
            if keepsPlaces { kept[url] = [] }
            for list in lists {
                var records = RecordSequence(UnsafeRawBufferPointer(rebasing: bytes[list.body]))
                while let record = records.next() {
                    if identities.insert(RecordIdentity(record)).inserted {
                        guard keepsPlaces, let place = record.baseAddress else { continue }
                        let offset = place - start
                        kept[url]?.append(offset..<(offset + record.count))
                    } else {
                        count += 1
                        first = first.map { min($0, url) } ?? url
                    }
                }
            }
        }
    }

    /// Records of a file without those that stand after the same one.
    static func removed(
        from records: [URLKey: [Range<Int>]],
        in bytes: UnsafeRawBufferPointer
    ) -> [URLKey: [Range<Int>]] {
        records.mapValues { ranges in
            var identities: Set<RecordIdentity> = []
            return ranges.filter {
                identities.insert(RecordIdentity(UnsafeRawBufferPointer(rebasing: bytes[$0])))
                    .inserted
            }
        }
    }
}
