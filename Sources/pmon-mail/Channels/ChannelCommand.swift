// SPDX-License-Identifier: MIT

import Glibc
import PmonConfig
import PmonSystem
import PmonText

/// The command of a channel: runs by `sh -c` in the folder of the configuration, and reads one event from stdin.
struct ChannelCommand: Sendable {
    /// How a run of it ended.
    enum Outcome: Equatable, Sendable {
        /// With 0, which is the receipt.
        case told
        /// Otherwise, in words.
        case failed(String)
    }

    private let command: String
    private let folder: String
    private let timeout: Duration

    /// Bytes of stderr that are kept.
    private static let longestWords = 16 * 1024
    /// How long a command that was told to end may take for it.
    private static let grace = Duration.seconds(1)

    /// The command of a channel; an empty folder is the working folder.
    init(_ channel: ChannelSettings, folder: String) {
        command = channel.command ?? ""
        self.folder = folder.isEmpty ? "." : folder
        timeout = channel.timeout
    }

    /// Runs the command, and hands each line of its stderr on; a time limit or a signal to pmon ends its process group.
    func run(_ event: [UInt8], _ say: (String) -> Void) -> Outcome {
        do throws(ToolError) {
            return try start(event, say)
        } catch {
            return .failed(error.message)
        }
    }

    private func start(_ event: [UInt8], _ say: (String) -> Void) throws(ToolError) -> Outcome {
        let input = try PipeEnds()
        let words = try PipeEnds()
        let child = try ChildProgram(
            ["sh", "-c", "cd -- \"$1\" && exec sh -c \"$2\"", "sh", folder, command],
            streams: [(0, input.read), (1, nil), (2, words.write)],
            ownSession: true
        )
        input.closeRead()
        words.closeWrite()
        try PipeEnds.makeNonBlocking(input.write)
        try PipeEnds.makeNonBlocking(words.read)
        var errors: [UInt8] = []
        var rest = event[...]
        let deadline = Monotonic.now() + timeout
        while child.check() == nil, Signals.stopRequest == nil, Monotonic.now() < deadline {
            write(&rest, to: input)
            drain(words, into: &errors)
            wait(rest.isEmpty ? nil : input.write, words.read)
        }
        let outcome = outcome(child)
        drain(words, into: &errors)
        for line in errors.split(separator: 0x0A) { say(String(decoding: line, as: UTF8.self)) }
        return outcome
    }

    private func outcome(_ child: ChildProgram) -> Outcome {
        switch child.check() {
        case .exited(0)?: return .told
        case .exited(let status)?: return .failed("the command ended with status \(status)")
        case .killed(let signal)?: return .failed("the command was ended by signal \(signal)")
        case .unknown?: return .failed("the end of the command is not known")
        case nil: break
        }
        child.signal(SIGTERM)
        let deadline = Monotonic.now() + Self.grace
        while child.check() == nil, Monotonic.now() < deadline { wait(nil, nil) }
        // Its children may go on although it has ended.
        child.signal(SIGKILL)
        _ = child.wait()
        guard Signals.stopRequest == nil else { return .failed("stopped") }
        return .failed("the command took longer than \(DurationText.format(timeout))")
    }

    /// Writes what the pipe takes; a command need not read.
    private func write(_ rest: inout ArraySlice<UInt8>, to pipe: PipeEnds) {
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(pipe.write, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                if errno != EAGAIN { rest = [] }
                break
            }
        }
        if rest.isEmpty { pipe.closeWrite() }
    }

    private func drain(_ pipe: PipeEnds, into errors: inout [UInt8]) {
        let isOpen = pipe.drain { bytes in
            errors += bytes.prefix(max(0, Self.longestWords - errors.count))
        }
        if !isOpen { pipe.closeRead() }
    }

    /// Waits a moment for one of the pipes; the end of the command has no descriptor.
    private func wait(_ input: Int32?, _ words: Int32?) {
        var entries: [pollfd] = []
        if let input { entries.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
        if let words { entries.append(pollfd(fd: words, events: Int16(POLLIN), revents: 0)) }
        poll(&entries, nfds_t(entries.count), 20)
    }
}
