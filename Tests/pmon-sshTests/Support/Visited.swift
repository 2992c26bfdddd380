// SPDX-License-Identifier: MIT

@testable import pmon_ssh

/// A machine on which java is process 30, as a visit finds it.
enum Visited {
    /// What a list shows.
    static let list = ["PID COMMAND", "30 java"]

    /// Takes what the visit says of the machine's processes.
    static func take(into gathered: inout Gathered) {
        gathered.processes.takeOwn("shell 50 51")
        for line in ["1 (init) S 0 1 1 1", "30 (java) S 1 30 4 100", "50 (sh) S 1 50 1 900"] {
            gathered.take(Array(line.utf8), of: .processes)
        }
        gathered.mark(.processes, status: 0)
    }
}
