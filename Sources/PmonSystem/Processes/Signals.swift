// SPDX-License-Identifier: MIT

private import CLinux
private import Glibc
private import Synchronization

/// SIGINT, SIGTERM and SIGHUP as requests that loops look at, and SIGPIPE out of the way.
///
/// The first SIGINT or SIGTERM asks to stop. The second exits at once with 130 or 143, or as soon as `deferExit` lets it. A signal of
/// the same kind right after the first does not count as the second: a group and a parent may both pass it on. SIGHUP asks
/// to read the configuration again if a tool has asked for it; otherwise it asks to stop, as a terminal that is closed does,
/// but never to hurry, as it comes beside SIGTERM where a session ends. Blocking calls wake up:
/// `wakeDescriptor` becomes readable at each signal, and handlers are installed without SA_RESTART, so that system
/// calls return EINTR.
package enum Signals {
    /// Lets SIGHUP wait from the first moment on, so that it is no end to a tool that is to reload and has not come to
    /// `install` yet.
    package static func holdReload() { block(SIGHUP, SIG_BLOCK) }

    /// Ends what `holdReload` began, where nothing is to be reloaded; a signal that has come meanwhile takes effect.
    package static func releaseReload() { block(SIGHUP, SIG_UNBLOCK) }

    /// Starts to catch signals; once a process, before threads.
    ///
    /// With `reloading`, SIGHUP asks to reload; without it asks to stop, unless it is ignored, as nohup(1) has it.
    package static func install(reloading: Bool = false) {
        guard pipe2(&wakePipe.ends, O_CLOEXEC | O_NONBLOCK) == 0 else { return }
        wakeWriteEnd.store(wakePipe.ends[1], ordering: .relaxed)
        // Globals are initialised at first use, which must not happen inside a handler.
        stopSignal.store(0, ordering: .relaxed)
        stopInstant.store(0, ordering: .relaxed)
        reloadRequested.store(false, ordering: .relaxed)
        exitDeferrals.store(0, ordering: .relaxed)
        deferredExit.store(0, ordering: .relaxed)
        catchSignal(SIGINT)
        catchSignal(SIGTERM)
        reloads.store(reloading, ordering: .relaxed)
        if reloading || !isIgnored(SIGHUP) { catchSignal(SIGHUP) }
    }

    /// A vanished peer or reader then causes EPIPE at the write, where it is known which one it was.
    ///
    /// Programs started by a tool inherit this: reset it before exec.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// How the tool was asked to stop: `.interrupted`, `.terminated` or `.hungUp`; nil if it was not.
    package static var stopRequest: ExitStatus? {
        switch stopSignal.load(ordering: .relaxed) {
        case SIGINT: .interrupted
        case SIGTERM: .terminated
        case SIGHUP: .hungUp
        default: nil
        }
    }

    /// True once after each SIGHUP.
    package static func takeReloadRequest() -> Bool {
        reloadRequested.exchange(false, ordering: .relaxed)
    }

    /// Readable once a signal has come; for `poll`.
    ///
    /// -1 before `install`.
    package static var wakeDescriptor: Int32 { wakePipe.ends[0] }

    /// Empties the wake pipe, so that the next signal can be waited for.
    package static func drainWakeups() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(wakePipe.ends[0], &bytes, bytes.count) > 0 {}
    }

    /// Keeps a second signal from ending the process until `allowExit`, so that what is on its way to the disk arrives.
    package static func deferExit() {
        exitDeferrals.wrappingAdd(1, ordering: .sequentiallyConsistent)
    }

    /// Ends what `deferExit` began; the process ends here where a second signal has come meanwhile.
    package static func allowExit() {
        let left = exitDeferrals.wrappingSubtract(1, ordering: .sequentiallyConsistent).newValue
        let number = deferredExit.load(ordering: .sequentiallyConsistent)
        if left == 0, number != 0 { _exit(128 + number) }
    }

    private static func catchSignal(_ number: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handleSignal
        sigemptyset(&action.sa_mask)
        sigaction(number, &action, nil)
        // Some parents start their children with signals blocked, which would hide them for good.
        block(number, SIG_UNBLOCK)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func block(_ number: Int32, _ how: Int32) {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, number)
        pthread_sigmask(how, &set, nil)
    }
}

/// The two ends of the wake pipe; written by `install` alone, before other threads exist.
private struct SignalPipe {
    var ends: [Int32] = [-1, -1]
}

// Written once by Signals.install before any thread is started, read only afterwards.
nonisolated(unsafe) private var wakePipe = SignalPipe()
private let wakeWriteEnd = Atomic<Int32>(-1)
private let stopSignal = Atomic<Int32>(0)
private let stopInstant = Atomic<Int64>(0)
/// Nanoseconds within which a signal of the same kind is the same request.
private let sameRequest: Int64 = 100_000_000
private let reloads = Atomic<Bool>(false)
private let reloadRequested = Atomic<Bool>(false)
/// How many parts of the process must come to their end before a second signal ends it, and that signal.
private let exitDeferrals = Atomic<Int>(0)
private let deferredExit = Atomic<Int32>(0)

/// Runs inside the signal: only atomics, clock_gettime(2), write(2) and _exit(2), as signal-safety(7) allows.
private func handleSignal(_ number: Int32) {
    let savedErrno = errno
    if number == SIGHUP {
        if reloads.load(ordering: .relaxed) {
            reloadRequested.store(true, ordering: .relaxed)
        } else {
            _ = stopSignal.compareExchange(expected: 0, desired: SIGHUP, ordering: .relaxed)
        }
    } else {
        let now = Monotonic.now().nanoseconds
        let before = stopSignal.exchange(number, ordering: .relaxed)
        if before == 0 || before == SIGHUP {
            stopInstant.store(now, ordering: .relaxed)
        } else if before != number || now - stopInstant.load(ordering: .relaxed) > sameRequest {
            if exitDeferrals.load(ordering: .sequentiallyConsistent) == 0 { _exit(128 + number) }
            deferredExit.store(number, ordering: .sequentiallyConsistent)
        }
    }
    var byte: UInt8 = 0
    _ = write(wakeWriteEnd.load(ordering: .relaxed), &byte, 1)
    errno = savedErrno
}
