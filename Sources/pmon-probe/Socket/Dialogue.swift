// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem

/// What is said over a connection that stands: bytes are sent, then those that come are looked at until they are enough.
final class Dialogue: LoopSocket {
    /// Bytes that one dialogue may take while others of its loop wait.
    private static let share = 64 * 1024
    private static let bufferSize = 4096

    /// How it ended.
    enum End: Equatable {
        /// What is expected has come, or nothing is.
        case enough
        /// The server closed the connection.
        case closed
        /// The time ran out.
        case timedOut
        /// The connection failed.
        case failed(CurlCode)
    }

    let check: Check
    let handle: EasyHandle?
    let descriptor: Int32
    private let connection: EasyHandle
    private var rest: ArraySlice<UInt8>
    private let listens: Bool
    /// What listens in the place of the check; nil if that does.
    let login: (any ClientLogin)?
    /// When it began, and when the first byte came.
    let began = Monotonic.now()
    private(set) var replyBegan: Monotonic?
    private var hasMore = false

    /// A dialogue that begins with `opening`, and ends with that unless it `listens`; nil if the connection is gone.
    init?(
        _ check: Check,
        over handle: EasyHandle,
        opening: [UInt8],
        listens: Bool,
        login: (any ClientLogin)? = nil
    ) {
        guard let socket = handle.socket else { return nil }
        // libcurl may have complained of a peer that is gone already, and goes on all the same.
        handle.clearErrorText()
        self.check = check
        self.handle = handle
        connection = handle
        descriptor = socket
        rest = opening[...]
        self.listens = listens
        self.login = login
    }

    var isWriting: Bool { !rest.isEmpty }

    var wakes: Monotonic { hasMore ? began : check.deadline }

    func proceed(_ now: Monotonic) -> Check.Step? {
        hasMore = false
        let end = send() ?? (listens && rest.isEmpty ? receive() : nil)
        if let end { return check.ended(self, connection, end) }
        return check.deadline <= now ? check.ended(self, connection, .timedOut) : nil
    }

    /// Sends what is left; the end, if it has come with that.
    private func send() -> End? {
        while !rest.isEmpty {
            switch connection.send(rest) {
            case .bytes(let count): rest = rest.dropFirst(count)
            case .wouldBlock: return nil
            case .failed(let code): return .failed(code)
            }
        }
        return listens ? nil : .enough
    }

    private func receive() -> End? {
        withUnsafeTemporaryAllocation(byteCount: Self.bufferSize, alignment: 1) { buffer in
            var taken = 0
            while taken < Self.share {
                switch connection.receive(into: buffer) {
                case .bytes(0): return .closed
                case .bytes(let count):
                    taken += count
                    if replyBegan == nil { replyBegan = .now() }
                    let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                    guard hear(piece) else { return .enough }
                case .wouldBlock: return taken > 0 && hasHeardEnough ? .enough : nil
                case .failed(let code): return .failed(code)
                }
            }
            hasMore = true
            return hasHeardEnough ? .enough : nil
        }
    }

    private func hear(_ piece: UnsafeRawBufferPointer) -> Bool {
        guard let login else { return check.receive(body: piece, from: connection) }
        login.take(piece)
        return !login.isDone
    }

    private var hasHeardEnough: Bool { login?.isDone ?? check.hasHeardEnough }
}
