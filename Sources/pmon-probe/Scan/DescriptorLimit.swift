// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// How many descriptors the process may open; Debian's soft limit of 1024 would be too few for many checks.
enum DescriptorLimit {
    /// What is needed beside the checks: standard streams, pipes, the resolver's sockets.
    static let reserve = 64

    /// Raises the soft limit as far as `checks` at once need it, and returns how many it allows.
    ///
    /// https://man7.org/linux/man-pages/man2/getrlimit.2.html
    static func raise(for checks: Int) throws(ToolError) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw .system("read", "limit of descriptors", errno: errno)
        }
        // A check may hold two sockets while IPv6 and IPv4 race, and a name being resolved has one of its own.
        let wanted = rlim_t(checks * 3 + reserve)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            // If it fails the old limit stands, which the next line reads.
            _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        let room = (Int(clamping: limit.rlim_cur) - reserve) / 3
        return max(1, min(checks, room))
    }
}
