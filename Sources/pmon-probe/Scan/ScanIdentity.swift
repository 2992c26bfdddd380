// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// The scan that a record belongs to, and who made it.
struct ScanIdentity: Sendable {
    /// Its start: Unix milliseconds.
    let run: Int
    /// How many records it emits; nil for a stream.
    let count: Int?
    /// `[pmon] id` and `place`.
    let monitor: String
    let place: String?
    /// What became of its checks.
    let tally = ScanTally()

    /// Time until the next scan of the same targets; zero for the only one.
    let period: Duration

    /// A scan that begins now.
    init(
        count: Int?,
        settings: PmonSettings,
        run: Int = Timestamp.now().milliseconds,
        period: Duration = .zero
    ) {
        self.run = run
        self.period = period
        self.count = count
        monitor = settings.id
        place = settings.place
    }
}
