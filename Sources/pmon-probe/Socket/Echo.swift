// SPDX-License-Identifier: MIT

private import Glibc
import PmonCurl
import PmonSystem
import PmonText

/// An echo by ICMP over a datagram socket, for which the system needs no privilege where it permits it.
///
/// One that gets no answer is sent again each second, as ping(8) does. https://man7.org/linux/man-pages/man7/icmp.7.html
final class Echo: LoopSocket {
    /// The pause between two of them.
    private static let pause = Duration.seconds(1)
    /// Bytes after the header, as ping(8) has.
    private static let payloadSize = 56
    private static let headerSize = 8

    let check: Check
    let descriptor: Int32
    private let address: String
    private let isIPv6: Bool
    /// Tells our answers from those to others.
    private let token = (0..<Echo.payloadSize).map { _ in UInt8.random(in: .min ... .max) }
    private var sent: [Monotonic] = []
    private var next = Monotonic.now()

    /// An echo to the first of the addresses that a socket can be made for.
    ///
    /// Throws why there is none.
    init(_ check: Check, addresses: [String]) throws(EchoProblem) {
        var problem = EchoProblem.unreachable(EADDRNOTAVAIL)
        for address in addresses {
            do throws(EchoProblem) {
                descriptor = try Self.socket(to: address)
                self.check = check
                self.address = address
                isIPv6 = address.hasByte(UInt8(ascii: ":"))
                return
            } catch {
                problem = error
            }
        }
        throw problem
    }

    deinit { close(descriptor) }

    var handle: EasyHandle? { nil }
    var isWriting: Bool { false }
    var wakes: Monotonic { min(next, check.deadline) }

    func proceed(_ now: Monotonic) -> Check.Step? {
        do throws(EchoProblem) {
            if let reply = try receive() { return check.echoed(by: address, in: reply) }
            if check.deadline <= now { return check.echoTimedOut(at: address) }
            if next <= now { try send(now) }
            return nil
        } catch {
            return check.echoFailed(error)
        }
    }

    private func send(_ now: Monotonic) throws(EchoProblem) {
        let number = UInt16(truncatingIfNeeded: sent.count)
        // The system puts in the checksum and the identifier.
        let header: [UInt8] = [
            isIPv6 ? 128 : 8, 0, 0, 0, 0, 0, UInt8(number >> 8), UInt8(number & 0xFF),
        ]
        let packet = header + token
        sent.append(.now())
        next = now + Self.pause
        let count = packet.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, 0) }
        let error = errno
        // A full buffer is no fault of the host's; the next one may go through.
        guard count < 0, error != EAGAIN, error != ENOBUFS else { return }
        throw .unreachable(error)
    }

    /// How long the answer took that has come; nil if none has.
    private func receive() throws(EchoProblem) -> Duration? {
        var buffer = [UInt8](repeating: 0, count: 1500)
        // A peer that sends without end has its turn again; the other checks of the loop have theirs.
        for _ in 0..<64 {
            let count = buffer.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, $0.count, 0)
            }
            let error = errno
            guard count >= 0 else {
                if error == EAGAIN || error == EINTR { return nil }
                throw .unreachable(error)
            }
            if let number = number(of: buffer[..<count]) { return Monotonic.now() - sent[number] }
        }
        return nil
    }

    /// Which of those sent is answered; nil if it is none of ours.
    private func number(of reply: ArraySlice<UInt8>) -> Int? {
        guard reply.count == Self.headerSize + token.count, reply[0] == (isIPv6 ? 129 : 0),
            reply[1] == 0, reply.dropFirst(Self.headerSize).elementsEqual(token)
        else { return nil }
        let number = Int(reply[6]) << 8 | Int(reply[7])
        return sent.indices.contains(number) ? number : nil
    }

    /// A socket that sends to an address and hears from it alone.
    private static func socket(to text: String) throws(EchoProblem) -> Int32 {
        guard let address = SocketAddress(numeric: text) else {
            throw .unreachable(EADDRNOTAVAIL)
        }
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let isIPv6 = address.family == AF_INET6
        let descriptor = Glibc.socket(
            address.family,
            type,
            Int32(isIPv6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP)
        )
        guard descriptor >= 0 else {
            let error = errno
            throw error == EACCES || error == EPERM ? .notPermitted : .unreachable(error)
        }
        // What routers say of it is told as soon as it comes.
        var isOn: Int32 = 1
        _ = setsockopt(
            descriptor,
            Int32(isIPv6 ? IPPROTO_IPV6 : IPPROTO_IP),
            isIPv6 ? IPV6_RECVERR : IP_RECVERR,
            &isOn,
            socklen_t(MemoryLayout<Int32>.size)
        )
        guard address.withSockaddr({ connect(descriptor, $0, $1) }) == 0 else {
            let error = errno
            close(descriptor)
            throw .unreachable(error)
        }
        return descriptor
    }
}

/// Why an echo cannot be sent or is not answered.
enum EchoProblem: Error, Equatable {
    /// The system does not let this user make such sockets.
    case notPermitted
    /// A system call failed, or a router says so; with its errno.
    case unreachable(Int32)
}
