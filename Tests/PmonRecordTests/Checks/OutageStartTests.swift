// SPDX-License-Identifier: MIT

import PmonRecord
import Testing

struct OutageStartTests {
    /// Where the outage began after runs of a minute: `s`, `a`, `e`, a capital one under maintenance; nil for none.
    private func start(_ letters: String) -> Double? {
        var outage = OutageStart()
        for (minute, letter) in letters.enumerated() {
            outage.observe(
                isFailing: letter.lowercased() != "s",
                isMaintenance: letter.isUppercase,
                at: Timestamp(seconds: Double(minute))
            )
        }
        return outage.at?.seconds
    }

    @Test(arguments: [
        ("", nil), ("sss", nil), ("see", 1), ("sea", 1), ("saes", 1), ("easa", 3), ("esse", 3),
        // Failures under maintenance begin none, and end none that began before; a good run ends it there too.
        ("sEE", nil), ("sEe", 2), ("seEAe", 1), ("seSe", 3), ("esEs", nil), ("esEe", 3),
    ])
    func `an outage begins with the first failing run outside of maintenance`(
        letters: String,
        expected: Double?
    ) {
        #expect(start(letters) == expected)
    }
}
