// SPDX-License-Identifier: MIT

import Glibc
import PmonCore
import PmonFiles

/// gzip(1) between a pipe and a file: compression without a library in every start of the store.
final class GzipProcess {
    private let input: Int32
    private var process: pid_t = 0
    private var isOpen = true

    /// Starts gzip, which appends one member to the file.
    ///
    /// Throws 69 if it cannot be started.
    init(output: OpenFile) throws(ToolError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("create", "pipe", errno: errno) }
        // gzip must not hold the writing end, or it would never see the end of its input.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        input = ends[1]
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        var defaults = sigset_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        // Ignored signals are inherited, and gzip relies on SIGPIPE.
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // Its own group, so that Ctrl-C lets the fold come to its end.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("gzip"), strdup("-c"), nil]
        defer { for argument in arguments { free(argument) } }
        let code = posix_spawnp(&process, "gzip", &actions, &attributes, &arguments, environ)
        guard code == 0 else {
            close(input)
            isOpen = false
            throw .system("run", "gzip", errno: code, fallback: .unavailable)
        }
    }

    deinit {
        guard isOpen else { return }
        // Given up: without the end of its input gzip would wait for ever.
        close(input)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Compresses bytes.
    func write(_ bytes: [UInt8]) throws(ToolError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                Glibc.write(
                    input,
                    bytes.baseAddress.map { $0 + written },
                    bytes.count - written
                )
            }
            let code = errno
            if count >= 0 {
                written += count
            } else if code != EINTR {
                throw ToolError(
                    .inputOutput,
                    "cannot write: gzip: \(ToolError.text(ofErrno: code))"
                )
            }
        }
    }

    /// Ends the input and waits until gzip has written everything.
    func finish() throws(ToolError) {
        close(input)
        isOpen = false
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw .system("wait for", "gzip", errno: errno) }
        }
        guard status == 0 else { throw ToolError(.inputOutput, "cannot compress: gzip failed") }
    }
}
