// SPDX-License-Identifier: MIT

import PmonSystem
private import Synchronization

/// The tool's output, written to by the filter at once and by a thread of its own for lines that had to wait.
///
/// A reader that takes its time thus never stops the visits, and a line on its way in never stops a finished one.
final class OutputWriter: Sendable {
    private struct State: ~Copyable {
        let writer = LineWriter()
        var problem: ToolError?
    }

    /// Makes a line when there is room for it on stdout: evidence is large, and thousands of records may share it.
    typealias Line = @Sendable () -> [UInt8]

    private struct Mailbox {
        var lines: [Line] = []
        var isClosed = false
    }

    /// Readable once writing has failed, so that a thread that waits for input learns of it.
    let failed: WakePipe
    private let posted: WakePipe
    private let state = Mutex(State())
    private let mailbox = Mutex(Mailbox())

    /// A writer to stdout.
    init() throws(ToolError) {
        failed = try WakePipe()
        posted = try WakePipe()
    }

    /// Why writing has failed; nil as long as it works.
    var problem: ToolError? { state.withLock { $0.problem } }

    /// Takes a line; `flush` sends it on its way.
    func pass(_ line: UnsafeRawBufferPointer) throws(ToolError) {
        try use { writer throws(ToolError) in try writer.write(line: line) }
    }

    /// Writes all that was passed.
    func flush() throws(ToolError) {
        try use { writer throws(ToolError) in try writer.flush() }
    }

    /// Takes a line for the thread to make and to write; never waits.
    func post(_ line: @escaping Line) {
        mailbox.withLock { $0.lines.append(line) }
        posted.wake()
    }

    /// Tells the thread that nothing more is posted.
    func close() {
        mailbox.withLock { $0.isClosed = true }
        posted.wake()
    }

    /// Writes what is posted until `close`; the work of the thread.
    func deliver() {
        while true {
            let (lines, isClosed) = mailbox.withLock { mailbox in
                defer { mailbox.lines = [] }
                return (mailbox.lines, mailbox.isClosed)
            }
            if lines.isEmpty {
                if isClosed { return }
                posted.wait()
                continue
            }
            do throws(ToolError) {
                for line in lines {
                    let bytes = line()
                    try use { writer throws(ToolError) in
                        try writer.write(line: bytes)
                        try writer.flush()
                    }
                }
            } catch {
                // Kept in `problem`; there is nobody left to write for.
                return
            }
        }
    }

    private func use(_ body: (LineWriter) throws(ToolError) -> Void) throws(ToolError) {
        let problem: ToolError? = state.withLock { state in
            if let problem = state.problem { return problem }
            do throws(ToolError) {
                try body(state.writer)
            } catch {
                state.problem = error
            }
            return state.problem
        }
        guard let problem else { return }
        failed.wake()
        throw problem
    }
}
