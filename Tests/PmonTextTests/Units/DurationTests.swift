// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct DurationTests {
    @Test(arguments: [
        (Duration.seconds(2), Int64(2_000_000), 2000, 2.0),
        (.microseconds(1500), 1500, 1, 0.0015), (.nanoseconds(1999), 1, 0, 0.000001),
        (.microseconds(-1500), -1500, -1, -0.0015), (.zero, 0, 0, 0),
        (.seconds(3_153_600_000), 3_153_600_000_000_000, 3_153_600_000_000, 3_153_600_000),
    ])
    func `a duration is told in each unit`(
        duration: Duration,
        microseconds: Int64,
        milliseconds: Int,
        seconds: Double
    ) {
        #expect(duration.wholeMicroseconds == microseconds)
        #expect(duration.wholeMilliseconds == milliseconds)
        #expect(duration.inSeconds == seconds)
    }
}
