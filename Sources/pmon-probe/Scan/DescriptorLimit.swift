// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// How many descriptors the process may open; Debian's soft limit of 1024 would be too few for many checks.
enum DescriptorLimit {
    /// What is needed beside the checks and what is open already: pipes, loops, the log, files of certificates.
    static let reserve = 64
    /// The least of the reserve, for one check in one loop where the limit is narrow.
    static let leastReserve = 8
    /// A check may hold two sockets while IPv6 and IPv4 race, and two lookups that outlived their checks one each.
    static let perCheck = 4

    /// How many lookups there may be at once beside `checks`, one descriptor each.
    ///
    /// Beside those of `perCheck` there are as many that outlived their checks as the limit has room for.
    static func lookups(beside checks: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            let open = try? countOpen()
        else { return checks * 2 }
        let room = Int(clamping: limit.rlim_cur) - open - reserve - checks * perCheck
        return checks * 2 + min(max(room, 0), NameResolver.mostForgotten)
    }

    /// Raises the soft limit as far as `checks` at once need it, and returns how many it allows.
    ///
    /// Throws 74 where it does not allow one: its failures would be blamed on the address.
    /// https://man7.org/linux/man-pages/man2/getrlimit.2.html
    static func raise(for checks: Int) throws(ToolError) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            throw .system("read", "limit of descriptors", errno: errno)
        }
        let open = try countOpen()
        let wanted = rlim_t(checks * perCheck + NameResolver.mostForgotten + reserve + open)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            // If it fails the old limit stands, which the next line reads.
            _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return try room(for: checks, limit: Int(clamping: limit.rlim_cur), open: open)
    }

    /// How many of `checks` at once a limit allows where so many descriptors are `open`; throws 74 if not one.
    static func room(for checks: Int, limit: Int, open: Int) throws(ToolError) -> Int {
        let room = (limit - open - reserve) / perCheck
        if room >= 1 { return min(checks, room) }
        let least = open + leastReserve + perCheck
        guard limit >= least else {
            throw ToolError(
                .inputOutput,
                "cannot check: limit of \(limit) descriptors (ulimit -n): at least \(least) are needed"
            )
        }
        return 1
    }

    /// Descriptors that are open, among them those that whoever started pmon left open.
    private static func countOpen() throws(ToolError) -> Int {
        let path = "/proc/self/fd"
        guard let folder = opendir(path) else {
            // Without /proc the standard streams and the pipes of signals are assumed.
            guard [EMFILE, ENFILE].contains(errno) else { return 8 }
            throw .system("open", path, errno: errno)
        }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Not counted are `.`, `..` and the descriptor of the folder itself.
        return max(count - 3, 0)
    }
}
