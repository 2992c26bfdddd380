// SPDX-License-Identifier: MIT

import PmonHistory
import PmonSystem

/// The lines of the journal that are not records.
enum JournalMark {
    static let settledPrefix = JournalContents.settledPrefix
    static let archivePrefix = "archive "
    /// A line before this is damaged, or the data file is, so that all has to be read again.
    static let damaged = JournalContents.damagedMark

    /// A fold is about to append to this archive.
    static func archive(_ path: String) -> String { archivePrefix + NotedPath.text(path) }

    /// True for a mark of a fold that has not come to its end: of its archive, or of its data file.
    static func isOfFold(_ text: String) -> Bool {
        text.hasPrefix(archivePrefix) || text.hasPrefix(JournalContents.foldedPrefix)
    }

    /// All before this is whole and in the latest file, which is the one with this stamp.
    static func settled(latest: String?) -> String {
        settledPrefix + (latest.flatMap { FileStamp(path: $0)?.text } ?? "-")
    }
}
