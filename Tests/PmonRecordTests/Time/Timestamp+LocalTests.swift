// SPDX-License-Identifier: MIT

import Foundation
import TestSupport
import Testing

@testable import PmonRecord

/// The zone is a property of the process: these cases run in processes of their own, beside tests in any zone.
struct TimestampLocalTests {
    @Test func `times around the changes of a zone are read as Python reads them`() async {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "Europe/Berlin", 1)
            tzset()
            let cases: [(String, Int64)] = [
                ("1970-01-01 00:00:00", -3_600_000_000), ("1970-01-01 01:00:00.000001", 1),
                ("1969-12-31 23:59:59.999999", -3_600_000_001),
                ("1945-05-24 02:30:00", -776_561_400_000_000),
                ("1901-12-13 20:45:51", -2_147_487_249_000_000),
                ("1893-03-31 23:53:28", -2_422_054_800_000_000),
                ("2026-03-29 01:59:59.999999", 1_774_745_999_999_999),
                // Skipped: read with the offset from before, an hour later than the clocks went on.
                ("2026-03-29 02:30:00", 1_774_747_800_000_000),
                ("2026-03-29 03:00:00", 1_774_746_000_000_000),
                ("2026-10-25 01:59:59", 1_792_886_399_000_000),
                // Repeated: the earlier of the two.
                ("2026-10-25 02:30:00", 1_792_888_200_000_000),
                ("2026-10-25 03:00:00", 1_792_893_600_000_000),
                ("2024-02-29 12:00:00.5", 1_709_204_400_500_000),
                ("2038-01-19 04:14:08", 2_147_483_648_000_000),
                ("2106-02-07 07:28:16", 4_294_967_296_000_000),
                ("9999-12-30 00:00:00", 253_402_124_400_000_000),
            ]
            for (text, microseconds) in cases + cases.reversed() {
                #expect(Timestamp(local: text)?.microseconds == microseconds, "\(text)")
            }
        }
    }

    @Test func `an instant is spelled in each form`() async {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "Europe/Berlin", 1)
            tzset()
            let winter = Timestamp(microseconds: 1_764_000_000_000_001)
            #expect(winter.local == "2025-11-24 17:00:00.000001")
            #expect(winter.logLocal == "2025-11-24 17:00:00,000")
            #expect(winter.rfc3339 == "2025-11-24T17:00:00+01:00")
            let second = Timestamp(microseconds: 1_792_891_800_999_999)
            #expect(second.local == "2026-10-25 02:30:00.999999")
            #expect(second.logLocal == "2026-10-25 02:30:00,999")
            #expect(second.rfc3339 == "2026-10-25T02:30:00+01:00")
            #expect(Timestamp(microseconds: -1).rfc3339 == "1970-01-01T00:59:59+01:00")
        }
        await #expect(processExitsWith: .success) {
            setenv("TZ", "America/St_Johns", 1)
            tzset()
            #expect(Timestamp(microseconds: 0).rfc3339 == "1969-12-31T20:30:00-03:30")
        }
    }

    @Test func `a day whose midnight is skipped loses no time`() async {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "America/Sao_Paulo", 1)
            tzset()
            #expect(Timestamp(local: "2017-10-15 00:30:00")?.local == "2017-10-15 01:30:00.000000")
        }
    }

    @Test func `every quarter of an hour around a change agrees with Python`() async {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "Europe/Berlin", 1)
            tzset()
            let script = """
                import sys, datetime
                for line in sys.stdin:
                    print(round(datetime.datetime.fromisoformat(line.strip()).timestamp()))
                """
            var texts: [String] = []
            for day in [
                "2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2045-03-26",
                "1980-04-06", "1916-04-30", "1945-05-24", "1945-09-24",
            ] {
                for quarter in 0..<96 {
                    let hour = quarter / 4
                    let minute = quarter % 4 * 15
                    texts.append(
                        "\(day) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute):00"
                    )
                }
            }
            let outcome = try ChildProcess.run(
                "python3",
                ["-c", script],
                input: texts.joined(separator: "\n").utf8,
                environment: ["TZ": "Europe/Berlin"]
            )
            let expected = outcome.text.split(separator: "\n").map { Int64($0) }
            let read = texts.map { Timestamp(local: $0)?.wholeSeconds }
            #expect(read == expected)
        }
    }
}
