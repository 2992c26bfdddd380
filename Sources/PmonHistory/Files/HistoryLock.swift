// SPDX-License-Identifier: MIT

private import Glibc
package import PmonSystem

/// The lock of a history, held until the last reference goes.
///
/// Its file also says whether the history has begun: it holds a word from its first moment on until a run has put the data
/// file into its place. Files of older versions never had the word, nor has one that is made beside a data file, as where
/// a backup without its lock was put back.
package final class HistoryLock {
    /// Whether a history has begun, as far as its lock tells.
    package enum Beginning: Sendable {
        /// Nobody has locked it.
        case unknown
        /// No run has come to its end.
        case ahead
        /// There was a data file.
        case done
    }

    private static let mark = Array("new\n".utf8)

    private let path: String
    private let lock: FileLock

    /// Waits for the lock, as `FileLock` does; its file is created if needed.
    package init(_ paths: HistoryPaths, endsAtStop: Bool = true) throws(ToolError) {
        path = paths.lock
        let hasBegun = access(paths.data.pathBytes, F_OK) == 0
        try NewFile.create(path, owner: paths.owner, with: hasBegun ? [] : Self.mark)
        lock = try FileLock(path, owner: paths.owner, endsAtStop: endsAtStop)
    }

    /// Notes that the data file is in its place.
    ///
    /// The file of another user may stay as it is: a data file that is missing later is then taken for one to come.
    package func noteBeginning() {
        if Beginning(path) == .ahead { truncate(path.pathBytes, 0) }
    }
}

extension HistoryLock.Beginning {
    /// What the lock of that path says, which need not be held.
    package init(_ path: String) {
        var status = stat()
        guard stat(path.pathBytes, &status) == 0 else {
            self = .unknown
            return
        }
        guard status.st_size > 0, let file = try? OpenFile.reading(path) else {
            self = .done
            return
        }
        var bytes = [UInt8](repeating: 0, count: HistoryLock.mark.count + 1)
        let count = bytes.withUnsafeMutableBytes { try? file.read(into: $0, from: 0) } ?? 0
        self = bytes.prefix(count).elementsEqual(HistoryLock.mark) ? .ahead : .done
    }
}
