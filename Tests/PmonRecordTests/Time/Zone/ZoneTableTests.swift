// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import PmonRecord

struct ZoneTableTests {
    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)")))
    }

    /// A file of one type of offset, with changes.
    private func file(
        version: Character,
        changes: [Int64],
        offsets: [Int32],
        leaps: Int32 = 0,
        footer: String
    ) -> [UInt8] {
        func data(width: Int, footer: String) -> [UInt8] {
            var bytes = Array("TZif\(version)".utf8) + [UInt8](repeating: 0, count: 15)
            func add(_ value: some FixedWidthInteger) {
                withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
            }
            let counts = [0, 0, Int(leaps), changes.count, offsets.count, 4].map(Int32.init)
            counts.forEach { add($0) }
            for change in changes {
                width == 8 ? add(change) : add(Int32(truncatingIfNeeded: change))
            }
            for index in changes.indices { bytes.append(UInt8((index + 1) % offsets.count)) }
            for offset in offsets {
                add(offset)
                bytes += [0, 0]
            }
            bytes += Array("ABC\u{0}".utf8) + [UInt8](repeating: 0, count: Int(leaps) * (width + 4))
            return bytes + Array(footer.utf8)
        }
        let old = data(width: 4, footer: "")
        return version == "\u{0}" ? old : old + data(width: 8, footer: footer)
    }

    @Test func `changes, the time before them and the rule after them`() throws {
        let table = try #require(
            ZoneTable(
                file(
                    version: "2",
                    changes: [-5_000_000_000, 1000],
                    offsets: [60, 3600],
                    footer: "\nXXX-2\n"
                )
            )
        )
        #expect(table.offset(at: -5_000_000_001) == 60)
        #expect(table.offset(at: -5_000_000_000) == 3600)
        #expect(table.offset(at: 999) == 3600)
        #expect(table.offset(at: 1000) == 7200)
    }

    @Test func `version 1, and files without changes or without a rule`() throws {
        let old = ZoneTable(
            file(version: "\u{0}", changes: [0], offsets: [60, -3600], footer: "")
        )
        #expect(old?.offset(at: -1) == 60)
        #expect(old?.offset(at: .max) == -3600)
        let fixed = ZoneTable(file(version: "3", changes: [], offsets: [60], footer: "\n\n"))
        #expect(fixed?.offset(at: 0) == 60)
        let rule = ZoneTable(file(version: "3", changes: [], offsets: [60], footer: "\nA1\n"))
        #expect(rule == nil)
    }

    @Test func `leap seconds, unordered changes and wrong indexes are refused`() {
        #expect(
            ZoneTable(file(version: "2", changes: [], offsets: [0], leaps: 1, footer: "\n\n"))
                == nil
        )
        #expect(
            ZoneTable(file(version: "2", changes: [5, 5], offsets: [0], footer: "\n\n")) == nil
        )
        var wrong = file(version: "\u{0}", changes: [5], offsets: [0], footer: "")
        wrong[48] = 1
        #expect(ZoneTable(wrong) == nil)
    }

    @Test func `no cut and no flipped bit of a real file does harm`() throws {
        let whole = try bytes("Europe/Berlin")
        #expect(ZoneTable(whole) != nil)
        for length in 0..<whole.count - 1 {
            // A file that lost its rule alone is one of the older kind.
            _ = ZoneTable(Array(whole[..<length]))?.offset(at: 4_000_000_000)
        }
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 0x81
            _ = ZoneTable(damaged)?.offset(at: 4_000_000_000)
        }
    }
}
