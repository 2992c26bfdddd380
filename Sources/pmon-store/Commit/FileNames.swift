// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore
import PmonFiles

/// The files of one configuration by what they are for; no two may be the same, as one would overwrite the other.
struct FileNames {
    private var files: [(purpose: String, path: String)] = []

    /// The files of a history, and those that may be given for it.
    init(_ history: HistoryPaths, latest: String?, archive: String?, log: String?) throws(ToolError)
    {
        files = [
            ("data.file", history.data), ("the journal of data.file", history.journal),
            ("the lock of data.file", history.lock),
            ("the rejected lines of data.file", history.rejected),
        ]
        for (purpose, path) in [
            ("latest.file", latest), ("data.archive", archive), ("log.file", log),
        ] {
            if let path { files.append((purpose, try FileTarget.resolve(path))) }
        }
    }

    /// Throws 78 where two are the same file.
    func expectDifferent() throws(ToolError) {
        for (index, file) in files.enumerated() {
            for other in files[..<index] where isSame(file.path, other.path) {
                throw ToolError(
                    .configuration,
                    "\(other.purpose) and \(file.purpose) are the same file: \(file.path)"
                )
            }
        }
    }

    /// True if both paths lead to the same place, whether or not there is a file.
    private func isSame(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        // Files of different names need no look at their folders, which would cost each run some system calls.
        guard baseName(left) == baseName(right) else { return false }
        return place(of: FilePaths.folder(of: left)) == place(of: FilePaths.folder(of: right))
    }

    private func baseName(_ path: String) -> Substring {
        path.split(separator: "/", omittingEmptySubsequences: true).last ?? ""
    }

    private func place(of folder: String) -> String {
        guard let place = realpath(folder, nil) else { return FilePaths.absolute(folder) }
        defer { free(place) }
        return String(cString: place)
    }
}
