// SPDX-License-Identifier: MIT

import Glibc
import PmonCore
import PmonFiles

/// Recognises records that lie in the future by more than a day, as a wrong clock makes them.
///
/// They are stored and marked with `clock`, and stand in the latest file only while their address has no other record.
struct ClockRule {
    private static let tolerance = Duration.seconds(86_400)

    /// The latest instant that is not ahead.
    private(set) var limit: Timestamp

    init(now: Timestamp = .now()) {
        limit = now + Self.tolerance
    }

    /// True if the record was marked when it came, or lies in the future now.
    func isAhead(_ facts: RecordFacts) -> Bool {
        facts.isAhead || facts.at.map { $0 > limit } ?? false
    }

    /// Marks a record of one line that lies in the future; returns whether it does.
    mutating func mark(_ record: inout [UInt8]) -> Bool {
        guard mayBeAhead(record) else { return false }
        // The clock may have gone on since the limit was set.
        self = ClockRule()
        let facts = record.withUnsafeBytes(RecordFacts.init)
        guard isAhead(facts) else { return false }
        guard !facts.isAhead, record.last == UInt8(ascii: "}") else { return true }
        var line: [UInt8] = Array("{".utf8)
        record.withUnsafeBytes {
            RecordLine.appendMembers(of: $0, without: ["clock"], to: &line)
        }
        record = line + Array("\"clock\":\"ahead\"}".utf8)
        return true
    }

    /// False if the first "at" is not beyond the limit; cheap, because it is asked of each record.
    private func mayBeAhead(_ record: [UInt8]) -> Bool {
        record.withUnsafeBytes { bytes in
            guard bytes.count >= 8 else { return false }
            for index in 0..<(bytes.count - 5) {
                // "at" with its quotes, in memory order.
                guard bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self) == 0x2274_6122,
                    bytes[index + 4] == UInt8(ascii: ":")
                else { continue }
                var place = index + 5
                var seconds = 0
                while place < bytes.count, bytes[place] &- 0x30 < 10, seconds < 1 << 53 {
                    seconds = seconds * 10 + Int(bytes[place] &- 0x30)
                    place += 1
                }
                let next = place < bytes.count ? bytes[place] | 0x20 : 0
                return Double(seconds) >= limit.seconds || next == UInt8(ascii: "e")
            }
            // Records of the older pmon have `time` alone.
            return true
        }
    }
}
