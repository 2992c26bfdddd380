// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// Waits for a stop signal on a thread of its own, while the main thread waits for work to end.
final class StopWatcher: Sendable {
    private let ended: WakePipe
    private let thread: WorkerThread

    /// Calls `action` once a stop is asked for; nil if the system has nothing left to watch with.
    init?(_ action: @escaping @Sendable () -> Void) {
        do throws(ToolError) {
            let ended = try WakePipe()
            thread = try WorkerThread.start { StopWatcher.watch(ended, action) }
            self.ended = ended
        } catch {
            return nil
        }
    }

    /// Ends the watch; once at most.
    func end() {
        ended.wake()
        thread.join()
    }

    private static func watch(_ ended: WakePipe, _ action: () -> Void) {
        var waits = [Signals.wakeDescriptor, ended.readEnd].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        while true {
            poll(&waits, nfds_t(waits.count), -1)
            if Signals.stopRequest != nil { return action() }
            if waits[1].revents != 0 { return }
            Signals.drainWakeups()
        }
    }
}
