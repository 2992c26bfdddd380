// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// pmon's own files, which no folder of the page gives out: they hold passwords and all that was found.
struct GuardedFiles: Sendable {
    /// Their paths.
    let paths: [String]

    /// Whether an open file is one of them, under whatever name, or stands beside one with a name that begins with its name.
    ///
    /// The number of the file finds hard links; the name finds what is being replaced, and what pmon, editors and logrotate
    /// put beside a file.
    func contain(_ file: stat, name: String, folder: stat) -> Bool {
        let name = name.lowercased()
        return paths.contains { path in
            if let own = Self.status(path), Self.areSame(own, file) { return true }
            let target = (try? FileTarget.resolve(path)) ?? path
            return [path, target].contains { path in
                let own = (path.split(separator: "/").last ?? "").lowercased()
                guard name == own || name.hasPrefix("\(own).") || name.hasPrefix("\(own)~"),
                    let place = Self.status(FilePaths.folder(of: path))
                else { return false }
                return Self.areSame(place, folder)
            }
        }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private static func areSame(_ one: stat, _ other: stat) -> Bool {
        one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }
}
