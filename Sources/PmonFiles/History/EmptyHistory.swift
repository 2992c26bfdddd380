// SPDX-License-Identifier: MIT

package import PmonCore

/// Tells an empty data file that is a beginning from one that has lost its content.
///
/// No fold leaves a file of 0 bytes, but a power cut on some file systems does.
package enum EmptyHistory {
    /// True if there is a data file without anything in it.
    package static func isEmpty(_ data: MappedFile) -> Bool {
        data.stamp != nil && !data.bytes.contains { $0 > 0x20 }
    }

    /// Throws 65 if an empty data file was not always empty.
    ///
    /// `saysFolded` is what the journal says, see `JournalContents`.
    package static func expectBeginning(
        _ paths: HistoryPaths,
        latest: String?,
        saysFolded: Bool
    ) throws(ToolError) {
        let reason: String
        if saysFolded {
            reason = "the journal says that it had records"
        } else if let latest, hasRecords(latest) {
            reason = "the latest file has records"
        } else {
            return
        }
        throw ToolError(.data, "damaged data file: \(paths.name): empty, but \(reason)")
    }

    private static func hasRecords(_ latest: String) -> Bool {
        guard let file = try? LatestFile(latest) else { return false }
        return !file.entries.isEmpty
    }
}
