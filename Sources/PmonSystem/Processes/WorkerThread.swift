// SPDX-License-Identifier: MIT

private import Glibc

/// A POSIX thread that runs one closure.
///
/// Blocking work (libcurl's poll, getaddrinfo, reading stdin) has its own threads; there is no `async` here.
/// https://man7.org/linux/man-pages/man3/pthread_create.3.html
package struct WorkerThread: Sendable {
    /// Enough for what runs here, and little enough for a thousand threads; only touched pages count.
    private static let stackSize = 512 * 1024

    private let thread: pthread_t

    /// Starts a thread whose end is waited for by `join`.
    ///
    /// Throws 74 where the system has no room for one more.
    package static func start(
        _ body: @escaping @Sendable () -> Void
    ) throws(ToolError) -> WorkerThread {
        WorkerThread(thread: try create(body, isDetached: false))
    }

    /// Starts a thread that nobody waits for.
    package static func startDetached(_ body: @escaping @Sendable () -> Void) throws(ToolError) {
        _ = try create(body, isDetached: true)
    }

    /// Waits for the end of the thread; once a thread.
    package func join() {
        pthread_join(thread, nil)
    }

    private static func create(
        _ body: @escaping @Sendable () -> Void,
        isDetached: Bool
    ) throws(ToolError) -> pthread_t {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        if isDetached {
            pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        }
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body(body))
        let code = pthread_create(&thread, &attributes, runBody, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw .system("start", "thread", errno: code)
        }
        return thread
    }
}

private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

/// Takes back the reference that `create` passed, exactly once.
private func runBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    // Signals are the main thread's.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
