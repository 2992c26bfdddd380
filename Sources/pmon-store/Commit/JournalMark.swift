// SPDX-License-Identifier: MIT

import PmonFiles

/// The lines of the journal that are no records.
enum JournalMark {
    static let settledPrefix = "settled "
    static let archivePrefix = "archive "

    /// All before this is whole and in the latest file, which is the one with this stamp.
    static func settled(latest: String?) -> String {
        settledPrefix + (latest.flatMap { FileStamp(path: $0)?.text } ?? "-")
    }
}
