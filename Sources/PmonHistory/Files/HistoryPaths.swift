// SPDX-License-Identifier: MIT

private import Glibc
package import PmonSystem

/// The files of one history; all lie beside the data file; if that is a symbolic link, beside its target.
package struct HistoryPaths: Equatable, Sendable {
    /// All results, as the user calls it; for messages.
    package let name: String
    /// All results, all links followed.
    package let data: String
    /// What is stored but not folded into the data file yet.
    package var journal: String { "\(data).journal" }
    /// What writers lock.
    package var lock: String { "\(data).lock" }
    /// What the lock says of a data file that is missing.
    package var beginning: HistoryLock.Beginning { HistoryLock.Beginning(lock) }
    /// The owner of all new files of the history.
    package var owner: FileOwner { FileOwner(like: data) }
    /// Input lines that were no records, as they came.
    package var rejected: String { "\(data).rejected" }

    /// A short name of this history, which no other one of this machine has, by whatever path it is called: that of its
    /// lock, which must exist.
    package var lockMark: String {
        var status = stat()
        guard stat(lock.pathBytes, &status) == 0 else { return "0" }
        return "\(String(status.st_dev, radix: 36))-\(String(status.st_ino, radix: 36))"
    }

    /// The files that belong to a data file, which need not exist.
    package init(data path: String) throws(ToolError) {
        name = path
        data = try FileTarget.resolve(path)
    }
}
