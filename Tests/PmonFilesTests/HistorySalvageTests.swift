// SPDX-License-Identifier: MIT

import PmonFiles
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
            #"{"http://a/": [\#(Self.record(1)), {"time":"t","resu #BROKEN# , \#(Self.record(2))], "http://b/": \#(Self.record(3))"#
        #expect(salvage(Array(line.utf8)).map(\.url) == ["http://a/", "http://a/", "http://b/"])
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
