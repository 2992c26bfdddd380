// SPDX-License-Identifier: MIT

@testable import pmon_ssh

/// A machine on which java is process 30, as a visit finds it.
enum Visited {
    /// What a list shows.
    static let list = ["PID COMMAND", "30 java"]

    /// Takes what the visit says of the machine's processes.
    static func take(into gathered: inout Gathered) {
        gathered.processes.takeOwn("shell 50 51")
        let processes = ["1 (init) S 0 1 1 1", "30 (java) S 1 30 4 100", "50 (sh) S 1 50 1 900"]
        for line in view(processes) { gathered.take(Array(line.utf8), of: .processes) }
        gathered.mark(.processes, status: 0)
    }

    /// Lines of the section `processes`, for processes given as `NUMBER (NAME) STATE PARENT GROUP THREADS START`; other
    /// lines stay as they are, but for `last NUMBER`.
    static func view(_ processes: [String]) -> [String] {
        let lines = processes.map { line in
            if line.hasPrefix("last ") { return "/proc/loadavg: 2/300 \(line.dropFirst(5))" }
            guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")") else {
                return line
            }
            let words = line[close...].dropFirst().split(separator: " ")
            let middle = String(repeating: " 0", count: 14)
            return "/proc/\(line[..<open].dropLast())/stat:\(line[open...close]) "
                + "\(words[0]) \(words[1]) \(words[2])\(middle) \(words[3]) 0 \(words[4]) "
        }
        let isKernel = lines.contains { $0.hasPrefix("/proc/") }
        return lines + (isKernel ? ["/proc/self/stat:(grep) R 1 1"] : [])
    }
}
