// SPDX-License-Identifier: MIT

private import Glibc

/// A thread of the system's, for work that waits; Swift's own pool must never be blocked.
struct WorkerThread {
    /// Enough for name resolution through NSS modules; the default of 8 MiB is for deep recursion.
    private static let stackSize = 1 << 20

    private let handle: pthread_t

    /// Starts a thread; nil if the system has none left.
    init?(_ work: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Work(work))
        var attributes = pthread_attr_t()
        var handle = pthread_t()
        guard pthread_attr_init(&attributes) == 0 else {
            box.release()
            return nil
        }
        defer { pthread_attr_destroy(&attributes) }
        guard pthread_attr_setstacksize(&attributes, Self.stackSize) == 0,
            pthread_create(&handle, &attributes, runWork, box.toOpaque()) == 0
        else {
            box.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits until the thread's work is done; once at most.
    func join() {
        pthread_join(handle, nil)
    }

    /// Lets the thread clean up after itself; it must not be joined then.
    func detach() {
        pthread_detach(handle)
    }
}

private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}

private func runWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
    work.body()
    return nil
}
