// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// Opens a connection to the first address of a machine that answers, without blocking.
///
/// An address that stays silent does not hold up the next: that one is tried beside it after a pause, as RFC 8305
/// ("Happy Eyeballs") asks for.
final class Dialer {
    /// How long one address is tried alone.
    static let headStart = Duration.milliseconds(250)

    private var untried: [SocketAddress]
    private var sockets: [Int32] = []
    private var nextStart: Monotonic
    private var lastFailure = VisitFailure(.unreachable, "it has no address")

    /// A dialer over those addresses, in their order.
    init(_ addresses: [SocketAddress], now: Monotonic) {
        untried = addresses
        nextStart = now
    }

    deinit {
        sockets.forEach { close($0) }
    }

    /// The sockets whose readiness to write is to be waited for.
    var waitingSockets: [Int32] { sockets }

    /// When `step` has something to do without any socket being ready; nil if never.
    var wakeTime: Monotonic? { untried.isEmpty ? nil : nextStart }

    /// Goes on as far as is possible now; the connected socket is the caller's to close.
    ///
    /// Throws once all addresses have failed.
    func step(now: Monotonic) throws(VisitFailure) -> Int32? {
        while true {
            if let connected = takeConnected() { return connected }
            guard !untried.isEmpty, sockets.isEmpty || now >= nextStart else { break }
            start(untried.removeFirst())
            nextStart = now + Self.headStart
        }
        if sockets.isEmpty { throw lastFailure }
        return nil
    }

    private func start(_ address: SocketAddress) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(address.family, type, 0)
        guard descriptor >= 0 else {
            lastFailure = Self.failure(errno)
            return
        }
        var on: Int32 = 1
        // Without it small packets wait for each other; the connection works all the same if it fails.
        setsockopt(
            descriptor,
            Int32(IPPROTO_TCP),
            TCP_NODELAY,
            &on,
            socklen_t(MemoryLayout<Int32>.size)
        )
        let status = address.withSockaddr { connect(descriptor, $0, $1) }
        let code = errno
        if status == 0 || code == EINPROGRESS {
            sockets.append(descriptor)
        } else {
            lastFailure = Self.failure(code)
            close(descriptor)
        }
    }

    /// The first socket that is connected; those that have failed are closed.
    private func takeConnected() -> Int32? {
        for descriptor in sockets {
            var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&wait, 1, 0) > 0 else { continue }
            sockets.removeAll { $0 == descriptor }
            var code: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0, code == 0
            else {
                lastFailure = Self.failure(code)
                close(descriptor)
                continue
            }
            return descriptor
        }
        return nil
    }

    private static func failure(_ code: Int32) -> VisitFailure {
        let kind: VisitFailure.Kind
        switch code {
        case ECONNREFUSED: kind = .refused
        case ECONNRESET: kind = .reset
        case ETIMEDOUT: kind = .timeout
        default: kind = .unreachable
        }
        let text = ToolError.text(ofErrno: code)
        return VisitFailure(kind, text.prefix(1).lowercased() + text.dropFirst())
    }
}
