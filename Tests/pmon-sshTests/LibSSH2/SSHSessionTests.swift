// SPDX-License-Identifier: MIT

import Foundation
import Glibc
import PmonSystem
import TestSupport
import Testing

@testable import pmon_ssh

struct SSHSessionTests {
    /// A session over one end of a pair of sockets, and the other end.
    private func pair(limit: Int = ReceiveBudget.session) throws -> (SSHSession, Int32) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        #expect(socketpair(AF_UNIX, type, 0, &ends) == 0)
        return (
            try SSHSession(socket: ends[0], hostKeyTypes: [.ed25519], receiveLimit: limit), ends[1]
        )
    }

    @Test func `a silent peer is waited for, never blocked on`() throws {
        let (session, peer) = try pair()
        defer { close(peer) }
        #expect(try !session.handshake())
        #expect(session.waitsFor.contains(.read))
        #expect(session.hostKey == nil)
    }

    @Test func `a peer that hangs up is an error of the socket`() throws {
        let (session, peer) = try pair()
        _ = try session.handshake()
        close(peer)
        #expect(throws: SSHError.self) { try session.handshake() }
        do throws(SSHError) {
            _ = try session.handshake()
        } catch {
            #expect(VisitFailure.of(error, on: session).kind == .reset)
        }
    }

    @Test func `a flood before the greeting ends each turn, and the session at its limit`() throws {
        let (session, peer) = try pair(limit: 20_000)
        defer { close(peer) }
        let noise = Array(String(repeating: "noise\n", count: 2000).utf8)
        var failure: VisitFailure?
        for _ in 0..<100 where failure == nil {
            _ = send(peer, noise, noise.count, Int32(MSG_NOSIGNAL))
            session.beginTurn()
            do throws(SSHError) {
                #expect(try !session.handshake())
            } catch {
                failure = .of(error, on: session)
            }
        }
        #expect(session.isOverLimit)
        #expect(failure?.kind == .protocolError)
        #expect(failure?.text.contains("sent more than") == true)
    }

    @Test func `what the session owns is closed with it`() throws {
        var (session, peer): (SSHSession?, Int32) = try pair()
        defer { close(peer) }
        #expect(session != nil)
        session = nil
        var byte: UInt8 = 0
        #expect(recv(peer, &byte, 1, 0) == 0)
    }

    @Test func `the handshake of a real server shows its key`() throws {
        let server = try SSHServer()
        let address = try #require(SocketAddress(numeric: "127.0.0.1")).at(port: server.port)
        let dialer = Dialer([address], now: .now())
        var socket: Int32?
        while socket == nil { socket = try dialer.step(now: .now()) }
        let session = try SSHSession(socket: try #require(socket), hostKeyTypes: [.ed25519])
        let deadline = Monotonic.now() + .seconds(10)
        while try !session.handshake(), Monotonic.now() < deadline {
            session.beginTurn()
            var wait = pollfd(fd: session.socket, events: Int16(POLLIN), revents: 0)
            poll(&wait, 1, 1000)
        }
        let key = try #require(session.hostKey)
        #expect(key.blob == (try server.keys.blob("host")))
        let printed = try ChildProcessOutput.of(
            "ssh-keygen",
            ["-l", "-f", server.keys.folder.file("host")]
        )
        #expect(printed.contains(key.fingerprint))
    }

    @Test func `a server with nothing but weak algorithms is not talked to`() throws {
        let server = try SSHServer(configuration: [
            "KexAlgorithms diffie-hellman-group14-sha1", "MACs hmac-sha1",
        ])
        let failure = try VisitDriver.visit(server.machine()).failure
        #expect(failure?.kind == .protocolError)
        #expect(
            failure?.text.contains(
                "no common key exchange, the server offers diffie-hellman-group14-sha1"
            ) == true
        )
    }
}
