// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// When a file was last written.
enum FileTimes {
    /// Unix seconds of the last change of a file's content; `nil` if there is no such file.
    static func changed(_ path: String) -> Double? {
        var status = stat()
        guard stat(path.pathBytes, &status) == 0 else { return nil }
        return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }
}
