// SPDX-License-Identifier: MIT

package import PmonSystem

/// Tells a history that begins from one whose data file is missing or has lost its content.
///
/// No fold leaves a file of 0 bytes, but a power cut on some file systems does.
package enum EmptyHistory {
    /// True if there is a data file without anything in it.
    package static func isEmpty(_ data: MappedFile) -> Bool {
        data.stamp != nil && !data.bytes.contains { $0 > 0x20 }
    }

    /// Throws 65 if a data file that is empty or missing was not always so.
    ///
    /// `journalSize` is nil if there is no journal. A data file that is missing may be one of a history that begins beside
    /// the latest file of another one, as its lock says. `isMarked` is what the journal says, see `JournalContents`.
    package static func expectBeginning(
        _ data: MappedFile,
        _ paths: HistoryPaths,
        latest: String?,
        journalSize: Int?,
        beginning: HistoryLock.Beginning,
        isMarked: Bool
    ) throws(ToolError) {
        let isMissing = data.stamp == nil
        if isMissing {
            switch beginning {
            case .unknown: guard journalSize != nil else { return }
            case .ahead: guard isMarked else { return }
            case .done: break
            }
        } else if !isEmpty(data) {
            return
        }
        let reason: String
        // A first run without records leaves an empty journal and no data file.
        if isMarked || journalSize == 0 && !isMissing {
            reason = "the journal says that it had records"
        } else if let latest, let problem = hint(latest, isMissing: isMissing) {
            reason = problem
        } else {
            return
        }
        throw ToolError(
            .data,
            "damaged data file: \(paths.name): \(isMissing ? "missing" : "empty"), but \(reason)"
        )
    }

    /// What a latest file says of records before; nil if nothing.
    package static func hint(_ latest: String, isMissing: Bool) -> String? {
        do throws(ToolError) {
            return try LatestFile(latest).entries.isEmpty ? nil : "the latest file has records"
        } catch {
            // A damaged latest file alone is made anew.
            guard error.status == .data, !isMissing else { return nil }
            return "the latest file is damaged, too"
        }
    }
}
