// SPDX-License-Identifier: MIT

package import Glibc
private import Synchronization

/// Another program that runs beside this one: in a process group of its own, with signals as at a fresh start.
///
/// https://man7.org/linux/man-pages/man3/posix_spawn.3.html
package final class ChildProgram {
    /// How a program ended.
    package enum Ending: Equatable, Sendable {
        /// By itself, with that status.
        case exited(Int32)
        /// By that signal.
        case killed(Int32)
        /// The system does not report it.
        case unknown
    }

    /// Its process, which leads its group.
    package let identifier: pid_t
    /// How it ended; nil as long as it is not known to have ended.
    package private(set) var ending: Ending?

    /// POSIX_SPAWN_SETSID, which spawn.h of glibc hides from programs that do not ask for GNU's extensions.
    private static let setSession: Int32 = 0x80
    /// Programs that were killed and had not ended yet when they were given up.
    private static let unreaped = Mutex<[pid_t]>([])

    /// Starts a program, found in PATH, whose arguments begin with its name.
    ///
    /// `streams` are its descriptors, nil for /dev/null; it inherits no other ones that are close-on-exec.
    /// `environment` replaces the present one. With `ownSession` it has no terminal to ask anything at.
    ///
    /// Throws 69 if it cannot be started.
    package init(
        _ arguments: [String],
        environment: [String]? = nil,
        streams: [(number: Int32, source: Int32?)],
        ownSession: Bool = false
    ) throws(ToolError) {
        // A parent that ignores SIGCHLD leaves it so to its children, and their ends are then lost.
        _ = Glibc.signal(SIGCHLD, SIG_DFL)
        Self.reap()
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, source) in streams {
            if let source {
                posix_spawn_file_actions_adddup2(&actions, source, number)
            } else {
                posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
            }
        }
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let group = ownSession ? Self.setSession : Int32(POSIX_SPAWN_SETPGROUP)
        let signals = Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, Int16(group | signals))
        let program = arguments.first ?? ""
        var process: pid_t = 0
        let code = Self.withStrings(arguments) { arguments in
            guard let environment else {
                return posix_spawnp(&process, program, &actions, &attributes, arguments, environ)
            }
            return Self.withStrings(environment) { variables in
                posix_spawnp(&process, program, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else {
            throw .system("start", program, errno: code, fallback: .unavailable)
        }
        identifier = process
    }

    deinit {
        guard ending == nil, check() == nil else { return }
        signal(SIGKILL)
        if check() == nil { Self.unreaped.withLock { $0.append(identifier) } }
    }

    /// Sends a signal to the program and to all that it has started in its group.
    package func signal(_ number: Int32) {
        _ = kill(-identifier, number)
    }

    /// How it ended; nil if it still runs.
    package func check() -> Ending? {
        ending = ending ?? Self.ending(of: identifier, WNOHANG)
        return ending
    }

    /// Waits for its end.
    package func wait() -> Ending {
        let result = ending ?? Self.ending(of: identifier, 0) ?? .unknown
        ending = result
        return result
    }

    /// The environment of this process as `NAME=value`, some variables set anew or, with nil, left out.
    package static func environment(_ changes: [(name: String, value: String?)]) -> [String] {
        var variables: [String] = []
        var place = environ
        while let pointer = place.pointee {
            let variable = String(cString: pointer)
            if !changes.contains(where: { variable.hasPrefix("\($0.name)=") }) {
                variables.append(variable)
            }
            place += 1
        }
        return variables + changes.compactMap { name, value in value.map { "\(name)=\($0)" } }
    }

    private static func ending(of process: pid_t, _ options: Int32) -> Ending? {
        var status: Int32 = 0
        let answer = try? SystemCall.retrying { waitpid(process, &status, options) }
        if answer == 0 { return nil }
        guard answer == process else { return .unknown }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    }

    /// Lets the system forget those that have ended since they were given up.
    private static func reap() {
        unreaped.withLock { $0.removeAll { ending(of: $0, WNOHANG) != nil } }
    }

    private static func withStrings(
        _ texts: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        guard !pointers.contains(nil) else { return ENOMEM }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { buffer in
            // Never nil: the list has at least its end.
            buffer.baseAddress.map(body) ?? ENOMEM
        }
    }
}
