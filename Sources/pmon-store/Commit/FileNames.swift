// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore
import PmonFiles

/// The files of one configuration by what they are for; no two may be the same, as one would overwrite the other.
struct FileNames {
    private struct File {
        let purpose: String
        let path: String
        /// The last part of the path.
        let name: Substring

        init(_ purpose: String, _ path: String) {
            self.purpose = purpose
            self.path = path
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
            name = path[(slash.map { path.utf8.index(after: $0) } ?? path.startIndex)...]
        }
    }

    private var files: [File] = []

    /// The files of a history, and those that may be given for it.
    init(_ history: HistoryPaths, latest: String?, archive: String?, log: String?) throws(ToolError)
    {
        files = [
            File("data.file", history.data), File("the journal of data.file", history.journal),
            File("the lock of data.file", history.lock),
            File("the rejected lines of data.file", history.rejected),
        ]
        for (purpose, path) in [
            ("latest.file", latest), ("data.archive", archive), ("log.file", log),
        ] {
            if let path { files.append(File(purpose, try FileTarget.resolve(path))) }
        }
    }

    /// Throws 78 where two are the same file.
    func expectDifferent() throws(ToolError) {
        for (index, file) in files.enumerated() {
            for other in files[..<index] where isSame(file, other) {
                throw ToolError(
                    .configuration,
                    "\(other.purpose) and \(file.purpose) are the same file: \(file.path)"
                )
            }
        }
    }

    /// True if both paths lead to the same place, whether or not there is a file.
    private func isSame(_ left: File, _ right: File) -> Bool {
        // Files of different names need no look at their folders, which would cost each run some system calls.
        guard left.name == right.name else { return false }
        return left.path == right.path
            || place(of: FilePaths.folder(of: left.path))
                == place(of: FilePaths.folder(of: right.path))
    }

    private func place(of folder: String) -> String {
        guard let place = realpath(folder, nil) else { return FilePaths.absolute(folder) }
        defer { free(place) }
        return String(cString: place)
    }
}
