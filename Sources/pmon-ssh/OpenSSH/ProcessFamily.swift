// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// The processes that a process of this machine has started.
enum ProcessFamily {
    /// More of them are not looked for.
    private static let most = 1000

    /// The children of a process and their children, whatever session they are in; none where the kernel does not list
    /// them (CONFIG_PROC_CHILDREN).
    static func descendants(of process: pid_t) -> [pid_t] {
        var found: [pid_t] = []
        var next = [process]
        while let parent = next.popLast(), found.count < most {
            let children = children(of: parent).filter { !found.contains($0) }
            found += children
            next += children
        }
        return found
    }

    /// proc_pid_task(5): the list of one thread; neither `ssh` nor a shell has more.
    private static func children(of process: pid_t) -> [pid_t] {
        do throws(ToolError) {
            let path = "/proc/\(process)/task/\(process)/children"
            let text = try FileBytes.read(path, limit: 1 << 20)
            return text.split(separator: 0x20).compactMap {
                pid_t(String(decoding: $0, as: UTF8.self))
            }
        } catch {
            return []
        }
    }
}
