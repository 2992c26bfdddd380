// SPDX-License-Identifier: MIT

private import CSSH2

/// One command on a machine: owner of a libssh2 channel, which lives no longer than its session.
final class SSHChannel {
    /// The output streams of a command.
    enum Stream: Int32 {
        case output = 0
        case error = 1
    }

    /// What the peer may send before it is read; small, because libssh2 buffers all of it in memory.
    private static let window: UInt32 = 64 * 1024
    private static let packet: UInt32 = 16 * 1024

    private let session: SSHSession
    private let raw: OpaquePointer

    private init(session: SSHSession, raw: OpaquePointer) {
        self.session = session
        self.raw = raw
    }

    deinit {
        // What cannot be freed now, because the peer would have to be waited for, goes with the session.
        _ = libssh2_channel_free(raw)
    }

    /// Opens a channel; nil if the peer must be waited for.
    static func open(on session: SSHSession) throws(SSHError) -> SSHChannel? {
        let type = "session"
        let raw = session.withHandle { handle in
            libssh2_channel_open_ex(
                handle,
                type,
                UInt32(type.utf8.count),
                window,
                packet,
                nil,
                0
            )
        }
        if let raw { return SSHChannel(session: session, raw: raw) }
        if let error = session.lastError("open channel") { throw error }
        return nil
    }

    /// Starts a command; true when the server has started it.
    func execute(_ command: String) throws(SSHError) -> Bool {
        let request = "exec"
        let code = libssh2_channel_process_startup(
            raw,
            request,
            UInt32(request.utf8.count),
            command,
            UInt32(command.utf8.count)
        )
        return try session.check(code, "start command")
    }

    /// Writes to the command's input; answers how many bytes were taken, or nil if the peer must be waited for.
    ///
    /// Repeat with the same bytes after nil.
    func write(_ bytes: UnsafeRawBufferPointer) throws(SSHError) -> Int? {
        let count = libssh2_channel_write_ex(
            raw,
            0,
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
            bytes.count
        )
        return try session.check(Int32(clamping: count), "write") ? count : nil
    }

    /// Ends the command's input; true when done.
    func endInput() throws(SSHError) -> Bool {
        try session.check(libssh2_channel_send_eof(raw), "end input")
    }

    /// Reads what a stream has; answers the count, 0 at its end, or nil if the peer must be waited for.
    func read(
        _ stream: Stream,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(SSHError) -> Int? {
        let count = libssh2_channel_read_ex(
            raw,
            stream.rawValue,
            buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
            buffer.count
        )
        return try session.check(Int32(clamping: count), "read") ? count : nil
    }

    /// True once the peer has announced that no more output comes.
    var isAtEnd: Bool { libssh2_channel_eof(raw) == 1 }

    /// Waits, after the end of the output, until the peer has closed the channel; true when it has.
    func waitForClose() throws(SSHError) -> Bool {
        try session.check(libssh2_channel_wait_closed(raw), "wait for the end")
    }

    /// True once the peer has said that the command ended by a signal or with an error; of a status of 0 nobody knows.
    var hasFailed: Bool {
        switch ending {
        case .status(0): false
        default: true
        }
    }

    /// How the command ended, once the channel is closed.
    var ending: ShellEnding {
        var name: UnsafeMutablePointer<CChar>?
        let code = session.withHandle { _ in
            libssh2_channel_get_exit_signal(raw, &name, nil, nil, nil, nil, nil)
        }
        defer { session.withHandle { libssh2_free($0, name) } }
        guard code == 0, let name else {
            return .status(Int(libssh2_channel_get_exit_status(raw)))
        }
        return .signal(CleanText.line(String(cString: name).utf8, limit: 40))
    }
}
