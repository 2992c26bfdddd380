// SPDX-License-Identifier: MIT

private import CArguments
import PmonSystem

/// The arguments that the process was started with.
enum ProcessArguments {
    /// All but the program's name; file names among them need not be UTF-8.
    ///
    /// The C library is asked: Swift's runtime looks for them before the environment in memory, and finds nothing there once
    /// a preloaded library has called setenv(3), which moves the environment.
    static var all: [String] {
        var count: Int32 = 0
        let values = pmon_arguments(&count)
        return (1..<max(1, Int(count))).compactMap { index in
            values[index].map { FilePaths.text(of: $0) }
        }
    }
}
