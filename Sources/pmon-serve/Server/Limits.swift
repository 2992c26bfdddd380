// SPDX-License-Identifier: MIT

private import Glibc

/// What a client may send or hold at most.
enum Limits {
    /// Bytes of a request body; a form of this page has some dozens.
    static let body = 4096
    /// Bytes of all header fields of a request together.
    static let header = 16 * 1024
    /// Header fields of a request.
    static let headerCount = 64
    /// Seconds without a whole request before a connection is closed.
    static let idleSeconds: Int64 = 15
    /// Seconds in which a request's body must have come.
    static let bodySeconds: Int64 = 10
    /// Seconds in which a client must have taken a whole answer.
    static let answerSeconds: Int64 = 30
    /// Connections open at once, as far as the limit of descriptors allows.
    static let connections = 4096

    /// Raises the soft limit of descriptors as far as this server can use them, and says how many
    /// connections fit, leaving some descriptors for files and scans.
    static func availableConnections() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 512
        }
        let wanted = min(limit.rlim_max, rlim_t(connections + 256))
        if limit.rlim_cur < wanted {
            limit.rlim_cur = wanted
            _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return max(16, min(connections, Int(clamping: limit.rlim_cur) - 128))
    }
}
