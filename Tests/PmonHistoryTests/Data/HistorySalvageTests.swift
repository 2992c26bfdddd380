// SPDX-License-Identifier: MIT

@testable import PmonHistory
import PmonRecord
import Testing

struct HistorySalvageTests {
    private static func record(_ number: Int) -> String {
        #"{"time":"t","result":"SUCCESS","message":"OK","timing":{"total":1.5},"ssh":["x"],"run":\#(number)}"#
    }

    private static let file = """
        {
        "http://a/": [
        \(record(1)),
        \(record(2))
        ],
        "http://b/": [
        \(record(3)),
        \(record(4))
        ]
        }

        """

    @Test func `every whole record in front of a cut is saved`() {
        let bytes = Array(Self.file.utf8)
        for count in 0...bytes.count {
            let saved = salvage(Array(bytes.prefix(count)))
            let whole = String(decoding: bytes.prefix(count), as: UTF8.self)
                .components(of: #""run":"#).filter { $0.contains("}") }.count
            #expect(saved.count == whole, "cut at \(count)")
        }
    }

    @Test
    func `one damaged byte costs no more than the records it stands in or the name of their list`()
    {
        let bytes = Array(Self.file.utf8)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] = 0
            let saved = salvage(damaged)
            #expect(saved.count >= 2, "byte \(index)")
            #expect(
                Set(saved.map(\.url)).isSubset(of: ["http://a/", "http://b/"]),
                "byte \(index)"
            )
        }
    }

    @Test func `a whole file on one line is saved too`() {
        let line =
            #"{"http://a/": [\#(Self.record(1)), \#(Self.record(2))], "http://b/": \#(Self.record(3))"#
        #expect(salvage(Array(line.utf8)).map(\.url) == ["http://a/", "http://a/", "http://b/"])
    }

    @Test func `a target places what continues its list, and nothing else`() {
        func record(_ run: Int, _ target: String) -> String {
            #"{"time":"t","result":"SUCCESS","message":"OK","run":\#(run),"target":"\#(target)"}"#
        }
        func placed(_ run: Int, _ target: String, known: HistorySalvage.Targets) -> Int {
            let torn = #"{"time":"t"xresult"},"#
            let file = "{\n\"a\": [\n\(record(5, "url.1")),\n\(torn)\n\(record(run, target))\n]\n}"
            return Array(file.utf8).withUnsafeBytes { HistorySalvage($0, known: known).count }
        }
        let a = URLKey("a")
        #expect(placed(7, "url.1", known: ["url.1": [a]]) == 2)
        #expect(placed(4, "url.1", known: ["url.1": [a]]) == 1)
        #expect(placed(7, "url.2", known: ["url.1": [a]]) == 1)
        #expect(placed(7, "url.1", known: ["url.1": [a, URLKey("b")]]) == 1)
        #expect(placed(7, "url.1", known: [:]) == 1)
    }

    @Test func `copies are saved once, others of the same run are kept apart`() {
        let file = "{\n\"a\": [\n\(Self.record(1))\n]\n}\n"
        let other = file.replacing("SUCCESS", with: "EXCEPTION_ERROR")
        Array((file + file + other).utf8).withUnsafeBytes { bytes in
            let salvage = HistorySalvage(bytes)
            #expect(salvage.count == 1)
            #expect(salvage.unplaced.count == 1)
        }
    }

    @Test func `without damage nothing is lost`() {
        Array(Self.file.utf8).withUnsafeBytes { bytes in
            let salvage = HistorySalvage(bytes)
            #expect(salvage.count == 4)
            #expect(salvage.lostBytes == 0)
        }
    }

    private func salvage(_ bytes: [UInt8]) -> [(url: String, record: String)] {
        bytes.withUnsafeBytes { bytes in
            let salvage = HistorySalvage(bytes)
            return salvage.records.sorted { $0.key < $1.key }.flatMap { url, ranges in
                ranges.map { (url.text, String(decoding: bytes[$0], as: UTF8.self)) }
            }
        }
    }
}

extension String {
    /// The parts behind each occurrence of a text.
    fileprivate func components(of separator: String) -> [Substring] {
        Array(self.split(separator: separator, omittingEmptySubsequences: false).dropFirst())
    }
}
