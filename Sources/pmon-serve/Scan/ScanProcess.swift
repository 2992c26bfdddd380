// SPDX-License-Identifier: MIT

import Glibc
import PmonCore

/// Runs a scan's command to its end.
enum ScanProcess {
    /// Runs the command, on the calling thread, for at most `limit` seconds.
    ///
    /// `started` is told the process, `progress` how many records have passed and how many are
    /// announced. What the command writes to stderr is the reason if it fails.
    static func run(
        _ command: ScanCommand,
        limit: Double,
        started: (Int32) -> Void,
        progress: (Int, Int?) -> Void
    ) -> ScanJob.Phase {
        guard let errors = Pipe(), let records = Pipe() else {
            return .failed("no more descriptors: \(ToolError.text(ofErrno: errno))")
        }
        let process: Int32
        switch spawn(command, errors: errors.write, records: records.write) {
        case .success(let number): process = number
        case .failure(let error): return .failed(error.message)
        }
        started(process)
        errors.closeWrite()
        records.closeWrite()
        var counter = RecordCounter()
        var tail = TextTail()
        let deadline = Monotonic.now() + .milliseconds(Int(limit * 1000))
        var isEnded = false
        var status: Int32 = 0
        var isLate = false
        // The pipes may outlive the command in a grandchild; the command's own end counts.
        while !isEnded {
            var descriptors = [
                pollfd(fd: errors.read, events: Int16(POLLIN), revents: 0),
                pollfd(fd: records.read, events: Int16(POLLIN), revents: 0),
            ]
            if errors.isAtEnd, records.isAtEnd { usleep(20_000) }
            _ = poll(&descriptors, 2, 100)
            isEnded = waitpid(process, &status, WNOHANG) == process
            errors.drain { tail.append($0) }
            records.drain { counter.append($0) }
            if counter.isChanged { progress(counter.count, counter.announced) }
            counter.isChanged = false
            if !isEnded, Monotonic.now() > deadline {
                isLate = true
                end(process, SIGKILL)
            }
        }
        // What the command left running in its group must not go on beside the next scan.
        _ = kill(-process, SIGTERM)
        if isLate { return .failed("it took longer than \(Int(limit / 60)) minutes") }
        return phase(status, tail.lastLine)
    }

    /// Asks a running command and what it started to end.
    static func end(_ process: Int32, _ signal: Int32 = SIGTERM) { _ = kill(-process, signal) }

    private static func phase(_ status: Int32, _ text: String) -> ScanJob.Phase {
        let signal = status & 0x7F
        if signal != 0 { return .failed("it was ended by signal \(signal)") }
        let code = status >> 8 & 0xFF
        // 65: some input lines were bad, all good records are stored; 75: the mail waits.
        guard code != 0 else { return .finished }
        return .failed(text.isEmpty ? "status \(code)" : "\(text) (status \(code))")
    }

    private static func spawn(
        _ command: ScanCommand,
        errors: Int32,
        records: Int32
    ) -> Result<Int32, ToolError> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        posix_spawn_file_actions_adddup2(&actions, records, ScanCommand.progressDescriptor)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that the whole pipeline can be ended; signals as at a fresh start.
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return CStrings.with(command.arguments) { arguments in
            CStrings.with(Environment.with(command.environment)) { variables in
                var process: Int32 = 0
                let code = posix_spawn(
                    &process,
                    "/bin/sh",
                    &actions,
                    &attributes,
                    arguments,
                    variables
                )
                guard code == 0 else {
                    return .failure(.system("start", "/bin/sh", errno: code))
                }
                return .success(process)
            }
        }
    }
}
