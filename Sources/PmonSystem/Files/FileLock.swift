// SPDX-License-Identifier: MIT

private import Glibc

/// A lock on a file of its own, held until the last reference goes; the kernel frees it when a process dies.
///
/// flock(2): it works between processes of one machine, not reliably over NFS.
package final class FileLock {
    private let file: OpenFile
    /// The descriptor that holds the lock; a child process that inherits it holds the lock as well.
    package var descriptor: Int32 { file.descriptor }

    /// Waits for the lock, 60 seconds unless told otherwise.
    ///
    /// The file is created if needed, given to `owner` then, and never removed, because a removed one could be locked
    /// twice. Throws 75 if the wait was in vain, 73 if the file cannot be created, and where `endsAtStop` the signal's
    /// status if a stop was asked for meanwhile.
    package init(
        _ path: String,
        owner: FileOwner? = nil,
        wait: Duration = .seconds(60),
        endsAtStop: Bool = true
    ) throws(ToolError) {
        // Reading is enough for a lock, so that a file of another user will do as well.
        file = try OpenFile(path, O_RDONLY | O_CREAT, owner: owner, fallback: .cannotCreate)
        let deadline = ContinuousClock.now + wait
        var pause: Int32 = 1
        while flock(file.descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else {
                throw .system("lock", path, errno: code)
            }
            guard ContinuousClock.now < deadline else {
                throw ToolError(
                    .tryAgain,
                    "cannot lock: \(path): held by another process for \(wait.components.seconds) s"
                )
            }
            if endsAtStop, let stop = Signals.stopRequest {
                throw ToolError(stop, "cannot lock: \(path): stopped while waiting")
            }
            var nothing = pollfd(fd: -1, events: 0, revents: 0)
            poll(&nothing, 1, pause)
            pause = min(pause * 2, 50)
        }
    }
}
