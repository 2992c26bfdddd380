// SPDX-License-Identifier: MIT

import PmonSystem
import PmonTool
private import Synchronization

/// Tells channels their events, all at once: one that hangs delays no other one.
final class ChannelDelivery: Sendable {
    private let threads = Mutex<[WorkerThread]>([])
    private let failures = Mutex(0)
    private let log: Diagnostics

    /// A delivery that reports to that log.
    init(log: Diagnostics) {
        self.log = log
    }

    /// Starts the commands; `onReceipt` is called, on any thread, for each channel that was told.
    func start(
        _ events: [ChannelEvent],
        folder: String,
        onReceipt: @escaping @Sendable (ChannelEvent) -> Void
    ) throws(ToolError) {
        do throws(ToolError) {
            for event in events {
                let thread = try WorkerThread.start { [self] in
                    run(event, folder: folder, onReceipt: onReceipt)
                }
                threads.withLock { $0.append(thread) }
            }
        } catch {
            _ = finish()
            throw error
        }
    }

    /// Waits for all commands; nil if all channels were told.
    func finish() -> ExitStatus? {
        for thread in threads.withLock({ $0 }) { thread.join() }
        threads.withLock { $0 = [] }
        return failures.withLock { $0 } > 0 ? .tryAgain : nil
    }

    private func run(
        _ event: ChannelEvent,
        folder: String,
        onReceipt: (ChannelEvent) -> Void
    ) {
        let name = event.channel.name
        let command = ChannelCommand(event.channel.settings, folder: folder)
        let outcome = command.run(event.bytes + [0x0A]) { line in
            log.warn("\(name): \(MailText.line(line, limit: 300))")
        }
        switch outcome {
        case .told:
            log.info("told \(name)")
            onReceipt(event)
        case .failed(let words):
            log.error("cannot tell \(name): \(words)")
            failures.withLock { $0 += 1 }
        }
    }
}
