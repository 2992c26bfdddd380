// SPDX-License-Identifier: MIT

private import Glibc

/// A connection to the SSH agent that never blocks: an agent may wait for its user's consent for hours.
///
/// libssh2's own client waits inside each call, which would stop all machines.
final class AgentConnection {
    /// The agent cannot be reached, or does not speak its protocol.
    struct Failure: Error {}

    /// Longer answers are no agent's.
    private static let limit = 256 * 1024

    /// To be waited for while an answer is due.
    let descriptor: Int32
    private var unsent: ArraySlice<UInt8> = []
    private var received: [UInt8] = []

    /// Connects to the socket of that path.
    init(path: String) throws(Failure) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw Failure() }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard bytes.count < room.count else { return false }
            room.copyBytes(from: bytes)
            return true
        }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        // The descriptor is closed by `deinit`, which runs for what is complete when an initializer throws.
        guard fits, status == 0 else { throw Failure() }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// True while a request is not sent to its end.
    var isSending: Bool { !unsent.isEmpty }

    /// Begins a request, after the answer to the last one has been taken.
    func request(_ message: [UInt8]) {
        unsent = message[...]
        received = []
    }

    /// The answer without its length; nil as long as the agent must be waited for.
    func answer() throws(Failure) -> [UInt8]? {
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count >= 0 else { return try blockedOrFailed(errno) }
            unsent = unsent.dropFirst(count)
        }
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            if let length = SSHBytes.integer(at: 0, in: received) {
                guard length <= Self.limit else { throw Failure() }
                if received.count >= length + 4 { return Array(received[4..<(4 + length)]) }
            }
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count >= 0 else { return try blockedOrFailed(errno) }
            guard count > 0 else { throw Failure() }
            received += chunk[..<count]
        }
    }

    private func blockedOrFailed(_ code: Int32) throws(Failure) -> [UInt8]? {
        guard code == EAGAIN || code == EINTR else { throw Failure() }
        return nil
    }
}
