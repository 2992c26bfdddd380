// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// What is said on a machine after the login: the script goes in, its output comes back.
final class Conversation {
    private enum Stage {
        case opening
        case starting(SSHChannel)
        case sending(SSHChannel, from: Int)
        case ending(SSHChannel)
        case reading(SSHChannel)
        case done
    }

    private let session: SSHSession
    private let gathering: Gathering
    /// Stays where it is, because libssh2 compares addresses when a write is repeated.
    private let script: UnsafeMutableRawBufferPointer
    private var reader: SectionReader
    private var stage = Stage.opening

    /// Why the script did not come to its end though the peer did.
    private(set) var failure: VisitFailure?

    /// A conversation over a session that is logged in.
    init(_ session: SSHSession, _ site: Inventory.Site) {
        self.session = session
        gathering = site.gathering
        let nonce = Self.nonce()
        let text = GatherScript.text(site.gathering, nonce: nonce)
        script = .allocate(byteCount: text.utf8.count, alignment: 1)
        script.copyBytes(from: text.utf8)
        reader = SectionReader(site.gathering, nonce: nonce)
    }

    deinit {
        script.deallocate()
    }

    /// Goes on as far as is possible now; true when there is no more to come.
    func step() throws(SSHError) -> Bool {
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
                guard try read(channel) else { return false }
                if !reader.isComplete { failure = incomplete }
                stage = .done
            case .done:
                return true
            }
        }
    }

    /// What the machine is at, to be read behind `while`.
    var activity: String {
        switch reader.section {
        case nil: "running the commands"
        case .scan(let index): "running '\(gathering.scans[index].command)'"
        case .memory: "reading /proc/meminfo"
        case .fileSystem: "running 'df -P -k', as where a file system hangs"
        case .logs: "searching the logs"
        }
    }

    /// What has come, with the reason why there is no more.
    func end(with failure: VisitFailure?) -> Gathered {
        stage = .done
        return reader.end(with: failure)
    }

    private var incomplete: VisitFailure {
        let words = reader.gathered.complaint.lines.joined(separator: " ")
        let text = "its shell ended before the commands did"
        return VisitFailure(.commands, words.isEmpty ? text : "\(text): \(words)")
    }

    private func send(_ channel: SSHChannel, from start: Int) throws(SSHError) -> Int? {
        try channel.write(UnsafeRawBufferPointer(rebasing: script[start...]))
    }

    /// Reads both streams, because an unread one would stop the other; true at the end.
    private func read(_ channel: SSHChannel) throws(SSHError) -> Bool {
        while true {
            let output = try drain(channel, .output)
            let error = try drain(channel, .error)
            if reader.isAtEnd { return true }
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
            if stream == .output { reader.take(bytes) } else { reader.takeError(bytes) }
            return count
        }
    }

    /// 128 bits that no output can guess.
    private static func nonce() -> String {
        var generator = SystemRandomNumberGenerator()
        return String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
    }
}
