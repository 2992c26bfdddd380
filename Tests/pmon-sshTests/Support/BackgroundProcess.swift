// SPDX-License-Identifier: MIT

import Glibc

/// A program that runs beside a test, for five minutes at most; ends with its last reference.
///
/// Foundation's own hands down a signal mask under which servers cannot be ended.
/// https://github.com/swiftlang/swift-corelibs-foundation/issues/4772
final class BackgroundProcess {
    /// The program could not be started.
    struct Failure: Error {
        let code: Int32
    }

    private let identifier: pid_t

    /// Starts a program, found in PATH; it has no input, and its output goes nowhere.
    init(_ program: String, _ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let words = ["timeout", "-k", "2", "300", program] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var identifier = pid_t()
        let code = posix_spawnp(&identifier, "timeout", &actions, &attributes, &pointers, environ)
        guard code == 0 else { throw Failure(code: code) }
        self.identifier = identifier
    }

    deinit {
        kill(identifier, SIGTERM)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }
}
