// SPDX-License-Identifier: MIT

import Testing

@testable import PmonRecord

struct TimestampZoneTests {
    @Test(
        arguments: [
            ("2026-11-22T17:23:49Z", 1_795_368_229_000_000), ("1970-01-01t00:00:00z", 0),
            ("2026-11-22T19:23:49+02:00", 1_795_368_229_000_000),
            ("2026-11-22T07:53:49-09:30", 1_795_368_229_000_000),
            ("2026-11-22 17:23:49.5+00:00", 1_795_368_229_500_000),
            ("2026-11-22T17:23:49.123456789Z", 1_795_368_229_123_456),
            ("1969-12-31T23:59:59.999999Z", -1),
        ] as [(String, Int64)]
    )
    func `a time with its zone does not depend on the local one`(text: String, microseconds: Int64)
    {
        #expect(Timestamp(zoned: text)?.microseconds == microseconds)
    }

    @Test func `what is written as RFC 3339 is read alike`() {
        let instant = Timestamp(seconds: 1_795_368_229)
        #expect(Timestamp(zoned: instant.utc) == instant)
        #expect(Timestamp(zoned: instant.rfc3339) == instant)
    }

    @Test(arguments: [
        "", "Z", "2026-11-22T17:23:49", "2026-11-22T17:23:49+2:00", "2026-11-22T17:23:49+24:00",
        "2026-11-22T17:23:49+02:60", "2026-02-30T17:23:49Z", "2026-11-22T17:23:49.Z",
        "2026-11-22T17:23:49.12345678xZ", "2026-11-22T25:23:49Z", "+02:00",
    ])
    func `other spellings are refused`(text: String) {
        #expect(Timestamp(zoned: text) == nil)
    }
}
