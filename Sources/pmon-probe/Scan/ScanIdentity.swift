// SPDX-License-Identifier: MIT

import PmonCore

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

    /// A scan that begins now.
    init(count: Int?, settings: PmonSettings) {
        run = Timestamp.now().milliseconds
        self.count = count
        monitor = settings.id
        place = settings.place
    }
}
