// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// What is said on a machine after the login: the script goes in, its output comes back.
final class Conversation {
    /// How long the output of a shell that has ended may be under way: a lost packet takes its time.
    private static let patience = Duration.seconds(3)

    private enum Stage {
        case opening
        case starting(SSHChannel)
        case sending(SSHChannel, from: Int)
        case ending(SSHChannel)
        case reading(SSHChannel)
        /// The output has ended, and how the shell ended is still to come.
        case closing(SSHChannel)
        case done
    }

    private let session: SSHSession
    private var exchange: ScriptExchange
    /// Stays where it is, because libssh2 compares addresses when a write is repeated.
    private let script: UnsafeMutableRawBufferPointer
    private var stage = Stage.opening
    /// When the shell was known to have ended, or was heard after that; something that it started may hold its output.
    private var lastWords: Monotonic?

    /// Why the script did not come to its end though the peer did.
    private(set) var failure: VisitFailure?

    /// A conversation over a session that is logged in, for which there is `time` left.
    init(_ session: SSHSession, _ site: Inventory.Site, time: Duration) {
        self.session = session
        var gathering = site.gathering
        gathering.limit = min(gathering.limit, time)
        exchange = ScriptExchange(gathering)
        script = .allocate(byteCount: exchange.script.count, alignment: 1)
        script.copyBytes(from: exchange.script)
    }

    deinit {
        script.deallocate()
    }

    /// Goes on as far as is possible now; true when there is no more to come.
    func step(now: Monotonic) throws(SSHError) -> Bool {
        while true {
            switch stage {
            case .opening:
                guard let channel = try SSHChannel.open(on: session) else { return false }
                stage = .starting(channel)
            case .starting(let channel):
                guard try channel.execute(GatherScript.interpreter) else { return false }
                stage = .sending(channel, from: 0)
            case .sending(let channel, let start):
                guard let count = try send(channel, from: start) else { return false }
                let next = start + count
                stage = next < script.count ? .sending(channel, from: next) : .ending(channel)
            case .ending(let channel):
                guard try channel.endInput() else { return false }
                stage = .reading(channel)
            case .reading(let channel):
                let received = session.received
                guard try read(channel) else {
                    guard hasFallenSilent(channel, received, now) else { return false }
                    failure = exchange.incomplete(channel.ending)
                    stage = .done
                    continue
                }
                stage = exchange.reader.isComplete ? .done : .closing(channel)
            case .closing(let channel):
                guard let ending = ending(of: channel) else { return false }
                failure = exchange.incomplete(ending)
                stage = .done
            case .done:
                return true
            }
        }
    }

    /// When to look again whether the output of a shell that has ended is all there.
    var wakeTime: Monotonic? { lastWords.map { $0 + Self.patience } }

    /// True if the shell was killed and nothing has come for a while, though something holds its output open.
    private func hasFallenSilent(_ channel: SSHChannel, _ received: Int, _ now: Monotonic) -> Bool {
        guard channel.hasFailed else { return false }
        guard let last = lastWords, session.received == received else {
            lastWords = now
            return false
        }
        return now - last >= Self.patience
    }

    /// True if the machine has given up, because the time of the visit was nearly over.
    var isOutOfTime: Bool { exchange.reader.isOutOfTime }

    /// What the machine is at, to be read after `while`.
    var activity: String {
        if case .closing = stage { return "its shell went on without its output" }
        return exchange.activity
    }

    /// What has come, with the reason why there is no more.
    func end(with failure: VisitFailure?) -> Gathered {
        stage = .done
        return exchange.reader.end(with: failure)
    }

    private func send(_ channel: SSHChannel, from start: Int) throws(SSHError) -> Int? {
        try channel.write(UnsafeRawBufferPointer(rebasing: script[start...]))
    }

    /// How the shell ended; nil if that is still to come.
    private func ending(of channel: SSHChannel) -> ShellEnding? {
        do throws(SSHError) {
            return try channel.waitForClose() ? channel.ending : nil
        } catch {
            // The output had ended before the connection did.
            return .unknown
        }
    }

    /// Reads both streams, because an unread one would stop the other; true at the end.
    private func read(_ channel: SSHChannel) throws(SSHError) -> Bool {
        while true {
            let output = try drain(channel, .output)
            let error = try drain(channel, .error)
            if exchange.reader.isAtEnd { return true }
            if channel.isAtEnd, output == 0, error == 0 { return true }
            // What is left over when the turn ends comes with the next one.
            guard output > 0 || error > 0 else { return false }
        }
    }

    /// Reads once from a stream; answers how many bytes came.
    private func drain(
        _ channel: SSHChannel,
        _ stream: SSHChannel.Stream
    ) throws(SSHError) -> Int {
        let size = 8 * 1024
        return try withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) {
            buffer throws(SSHError) in
            guard let count = try channel.read(stream, into: buffer) else { return 0 }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            if stream == .output {
                exchange.reader.take(bytes)
            } else {
                exchange.reader.takeError(bytes)
            }
            return count
        }
    }
}
