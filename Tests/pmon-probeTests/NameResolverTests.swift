// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import Synchronization
import Testing

@testable import pmon_probe

/// Counts, and wakes who waits for a count.
private final class Tally: Sendable {
    private let count = Mutex(0)
    private let pipe: WakePipe

    init() throws { pipe = try WakePipe() }

    var value: Int { count.withLock { $0 } }

    func add() {
        count.withLock { $0 += 1 }
        pipe.wake()
    }

    func wait(for number: Int) {
        let deadline = Monotonic.now() + .seconds(30)
        while value < number, Monotonic.now() < deadline {
            WakePipe.wait(for: [pipe.readEnd], limit: .milliseconds(100))
            pipe.drain()
        }
    }
}

struct NameResolverTests {
    private let later = Monotonic.now() + .seconds(60)
    private let name = NameQuestion(host: "example.org", family: .any)

    @Test func `all who ask for a name share one lookup`() throws {
        let lookups = try Tally()
        let replies = try Tally()
        let gate = try Tally()
        let resolver = NameResolver(threadLimit: 4) { _ in
            lookups.add()
            gate.wait(for: 1)
            return .addresses(["192.0.2.1"])
        }
        for _ in 0..<10 {
            #expect(resolver.ask(name, until: later) { _ in replies.add() } == nil)
        }
        gate.add()
        replies.wait(for: 10)
        #expect(replies.value == 10)
        #expect(lookups.value == 1)
        #expect(resolver.ask(name, until: later) { _ in }?.answer == .addresses(["192.0.2.1"]))
    }

    @Test func `an answer is forgotten after its time, a failure at once`() throws {
        let lookups = try Tally()
        let replies = try Tally()
        let resolver = NameResolver(threadLimit: 1, lifetime: .zero) { question in
            lookups.add()
            return question.host == "bad" ? .failed("no") : .addresses(["192.0.2.1"])
        }
        let bad = NameQuestion(host: "bad", family: .any)
        for number in 1...2 {
            _ = resolver.ask(name, until: later) { _ in replies.add() }
            _ = resolver.ask(bad, until: later) { _ in replies.add() }
            replies.wait(for: number * 2)
        }
        #expect(lookups.value == 4)
    }

    @Test func `there are never more threads than allowed, and none stays idle`() throws {
        let gate = try Tally()
        let replies = try Tally()
        let resolver = NameResolver(threadLimit: 3) { _ in
            gate.wait(for: 1)
            return .failed("no")
        }
        for number in 0..<20 {
            _ = resolver.ask(NameQuestion(host: "h\(number)", family: .v4), until: later) { _ in
                replies.add()
            }
        }
        #expect(resolver.threadCount == 3)
        gate.add()
        replies.wait(for: 20)
        #expect(replies.value == 20)
        let deadline = Monotonic.now() + .seconds(30)
        while resolver.threadCount > 0, Monotonic.now() < deadline {}
        #expect(resolver.threadCount == 0)
    }

    @Test func `a name that nobody waits for any more gives way to one that is waited for`() throws
    {
        let gate = try Tally()
        let replies = try Tally()
        let resolver = NameResolver(threadLimit: 2) { question in
            if question.host.hasPrefix("silent") { gate.wait(for: 1) }
            return .addresses(["192.0.2.1"])
        }
        for number in 0..<9 {
            let silent = NameQuestion(host: "silent\(number)", family: .any)
            _ = resolver.ask(silent, until: .now()) { _ in }
        }
        _ = resolver.ask(name, until: later) { _ in replies.add() }
        gate.add()
        replies.wait(for: 1)
        #expect(replies.value == 1)
    }
}
