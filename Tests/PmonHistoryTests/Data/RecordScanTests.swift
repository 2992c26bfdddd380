// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import TestSupport
import Testing

@testable import PmonHistory

/// Scans of generated files beside a model that reads each record for itself.
struct RecordScanTests {
    private static let since = Timestamp(seconds: 1_800_000_000)

    @Test(arguments: 0..<60)
    func `a scan finds what a reading of each record finds`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<40 {
            var bytes = Array(Self.file(&random).utf8)
            if Bool.random(using: &random) { Self.damage(&bytes, &random) }
            // A file without anything in it is taken, too.
            guard bytes.contains(where: { $0 > 0x20 }) else { continue }
            bytes.withUnsafeBytes { bytes in
                let found = Result { () throws(JSONError) in
                    try HistoryScanner.scan(bytes, since: Self.since)
                }
                compare(found, bytes)
            }
        }
    }

    private func compare(_ found: Result<[HistoryList], JSONError>, _ bytes: UnsafeRawBufferPointer)
    {
        var cursor = JSONCursor(bytes, strictness: .grammar)
        let isWhole = cursor.skipValue()
        let text = String(decoding: bytes, as: UTF8.self)
        guard case .success(let lists) = found else {
            // Other tests look at files whose shape alone is damaged.
            if isWhole { #expect((try? Model(bytes)) == nil, "\(text)") }
            return
        }
        #expect(isWhole, "\(text)")
        guard let model = try? Model(bytes) else {
            Issue.record("taken although it is no history: \(text)")
            return
        }
        #expect(lists.count == model.lists.count, "\(text)")
        for (list, known) in zip(lists, model.lists) {
            var (list, known) = (ListFacts(list, bytes), known)
            // Which time is noted of an irregular list does not matter.
            if known.isIrregular { (list.newestTime, known.newestTime) = ("", "") }
            #expect(list == known, "\(text)")
        }
    }

    /// What is noted of a list.
    private struct ListFacts: Equatable {
        var url: String
        var count: Int
        var newestRun = Int.min
        var oldestRun = Int.max
        var newestTime = ""
        var isIrregular = false
        /// How many records come before the first one that may be recent.
        var old: Int

        init(url: String, count: Int, old: Int) {
            (self.url, self.count, self.old) = (url, count, old)
        }

        init(_ list: HistoryList, _ bytes: UnsafeRawBufferPointer) {
            url = list.url.text
            count = list.count
            newestRun = list.newestRun
            oldestRun = list.oldestRun
            isIrregular = list.isIrregular
            newestTime = String(decoding: bytes[list.newestTime], as: UTF8.self)
            var records = RecordSequence(
                UnsafeRawBufferPointer(rebasing: bytes[list.body.lowerBound..<list.recent])
            )
            old = 0
            while records.next() != nil { old += 1 }
        }
    }

    /// Each record, read for itself.
    private struct Model {
        var lists: [ListFacts] = []

        init(_ bytes: UnsafeRawBufferPointer) throws {
            guard case .object(let file) = try JSONParser.decode(bytes) else { throw Wrong() }
            for member in file.members {
                guard case .array(let records) = member.value,
                    records.allSatisfy({ $0.object != nil })
                else { throw Wrong() }
            }
            var members = JSONMembers(bytes)
            while let member = members.next() {
                let list = UnsafeRawBufferPointer(rebasing: member.rawValue.dropFirst().dropLast())
                lists.append(Self.facts(member.key, list))
            }
        }

        private static func facts(_ url: String, _ list: UnsafeRawBufferPointer) -> ListFacts {
            var facts = ListFacts(url: url, count: 0, old: 0)
            var records = RecordSequence(list)
            var hasRecent = false
            while let record = records.next() {
                facts.count += 1
                var isBefore: Bool?
                var hasRun = false
                var members = JSONMembers(record)
                while let member = members.next() {
                    let value = String(decoding: member.rawValue, as: UTF8.self)
                    if member.rawKey.contains(where: { $0 == UInt8(ascii: "\\") || $0 > 127 }) {
                        facts.isIrregular = true
                        isBefore = false
                    } else if member.key == "run" {
                        guard let run = Int(value), !value.hasPrefix("-"), value.count <= 18 else {
                            facts.isIrregular = true
                            continue
                        }
                        hasRun = true
                        facts.newestRun = max(facts.newestRun, run)
                        facts.oldestRun = min(facts.oldestRun, run)
                    } else if member.key == "time" {
                        guard value.utf8.count == 28, value.hasPrefix("\"") else {
                            facts.isIrregular = true
                            continue
                        }
                        facts.newestTime = max(
                            facts.newestTime,
                            String(value.dropFirst().dropLast())
                        )
                    } else if member.key == "at", isBefore != false {
                        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
                        let isPlain = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
                        let seconds = isPlain && parts[0].count <= 18 ? Int(parts[0]) : nil
                        isBefore =
                            seconds.map { Double($0) < RecordScanTests.since.seconds - 2 } ?? false
                    }
                }
                if !hasRun { facts.oldestRun = .min }
                hasRecent = hasRecent || isBefore != true
                if !hasRecent { facts.old += 1 }
            }
            return facts
        }
    }

    private struct Wrong: Error {}
}

extension RecordScanTests {
    /// Some lists of records that differ as those of a monitor do.
    private static func file(_ random: inout SeededRandom) -> String {
        let spaces = ["", " ", "\n"]
        let gap = spaces.randomElement(using: &random) ?? ""
        let lists = (0..<Int.random(in: 0...3, using: &random)).map { number in
            let records = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                record(gap, &random)
            }
            return "\"http://\(number)/\":\(gap)[" + records.joined(separator: ",\(gap)")
                + "\(gap)]"
        }
        return "{" + lists.joined(separator: ",") + "}"
    }

    private static func record(_ gap: String, _ random: inout SeededRandom) -> String {
        func digits(_ range: ClosedRange<Int>, _ length: Int) -> String {
            let text = String(Int.random(in: range, using: &random))
            return String(repeating: "0", count: length - text.count) + text
        }
        let time =
            "20\(digits(24...30, 2))-\(digits(1...12, 2))-\(digits(1...28, 2)) "
            + "\(digits(0...23, 2)):\(digits(0...59, 2)):\(digits(0...59, 2)).\(digits(0...999_999, 6))"
        var members = [
            #""time":"\#(time)""#,
            #""at":\#(digits(1_799_999_990...1_800_000_005, 10)).\#(digits(0...99, 2))"#,
            #""run":\#(Int.random(in: 0...120, using: &random))"#, #""result":"SUCCESS""#,
            #""timing":{"dns":\#(Int.random(in: 0...20, using: &random)).5,"total":\#(Int.random(in: 0...9, using: &random))}"#,
            #""message":"HTTP \#(Int.random(in: 99...101, using: &random))""#,
        ]
        if Int.random(in: 0..<8, using: &random) == 0 { members.swapAt(1, 3) }
        if Int.random(in: 0..<8, using: &random) == 0 { members[5] = #""message":"ä\n""# }
        if Int.random(in: 0..<8, using: &random) == 0 { members.remove(at: 3) }
        return "{" + members.joined(separator: ",\(gap)") + "}"
    }

    /// Changes a byte or a few, mostly to what is likely to be overlooked.
    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard let index = bytes.indices.randomElement(using: &random) else { return }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[index] = UInt8(ascii: "0")
            case 1: bytes[index] = 0
            case 2: bytes[index] = Array(#"0".,:{}[]- e"#.utf8).randomElement(using: &random) ?? 0
            default: bytes.remove(at: index)
            }
        }
    }
}
