// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import PmonHistory

struct RestOfScanTests {
    /// Addresses of one record each.
    private static func file(_ count: Int, last: String = #"{"time":"x","run":7}"#) -> String {
        let lists = (0..<count).map { number in
            #""http://\#(number + 1000)/": ["# + "\n"
                + (number == count - 1 ? last : #"{"time":"x","run":\#(number)}"#) + "\n]"
        }
        return "{\n" + lists.joined(separator: ",\n") + "\n}\n"
    }

    @Test func `both halves together are what one scan finds`() throws {
        // Above the size from which a file is divided.
        let bytes = Array(Self.file(30_000).utf8)
        try bytes.withUnsafeBytes { bytes in
            let lists = try HistoryScanner.scan(bytes)
            #expect(lists.count == 30_000)
            #expect(lists.map(\.url.text) == (0..<30_000).map { "http://\($0 + 1000)/" })
            for list in lists {
                #expect(bytes[list.entry.lowerBound] == UInt8(ascii: "\""))
                #expect(bytes[list.entry.upperBound - 1] == UInt8(ascii: "]"))
                #expect(list.isCanonical && list.count == 1)
            }
            let rest = try #require(RestOfScan(bytes))
            #expect(rest.start > bytes.count / 2)
            let found = try rest.finish().get()
            #expect(found.map(\.entry) == lists.suffix(found.count).map(\.entry))
            #expect(found[0].entry.lowerBound == rest.start)
        }
    }

    @Test func `a fault in the second half is told with its offset in the file`() throws {
        let text = Self.file(30_000, last: #"{"time":x}"#)
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { bytes in
            #expect(throws: JSONError(.unexpectedByte(0x78), offset: bytes.count - 7)) {
                try HistoryScanner.scan(bytes)
            }
        }
    }

    @Test func `a guess that lies within a record is void`() throws {
        // Every line looks like the start of an address, but stands in one record's list.
        let inner = #""a": ["# + "\n" + #"{"n":1}"# + "\n],\n"
        let text =
            #"{"http://x/": [{"o":{"# + String(repeating: inner, count: 80_000) + #""z":1}}]}"#
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBytes { bytes in
            let rest = try #require(RestOfScan(bytes))
            _ = rest.finish()
            let lists = try HistoryScanner.scan(bytes)
            #expect(lists.map(\.url.text) == ["http://x/"])
            #expect(lists[0].count == 1)
        }
    }

    @Test func `a small file, and one without a place to divide it, are left whole`() {
        for text in [
            Self.file(10), "{\"a\": [\n" + String(repeating: " \n", count: 1 << 20) + "]}",
        ] {
            Array(text.utf8).withUnsafeBytes { #expect(RestOfScan($0) == nil) }
        }
    }
}
