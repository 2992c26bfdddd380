// SPDX-License-Identifier: MIT

import Synchronization
import Testing

@testable import PmonSystem

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
    private let name = NameQuestion(host: "example.org")
    private let found = NameAnswer.success([SocketAddress(numeric: "192.0.2.1")].compactMap { $0 })
    private let nothing = NameAnswer.failure(.unresolved("no"))

    @Test func `all who ask for a name share one lookup`() throws {
        let lookups = try Tally()
        let replies = try Tally()
        let gate = try Tally()
        let resolver = NameResolver(threadLimit: 4) { [found] _ in
            lookups.add()
            gate.wait(for: 1)
            return found
        }
        for _ in 0..<10 {
            #expect(resolver.ask(name, until: later) { _ in replies.add() } == nil)
        }
        gate.add()
        replies.wait(for: 10)
        #expect(replies.value == 10)
        #expect(lookups.value == 1)
        #expect(resolver.ask(name, until: later) { _ in }?.answer == found)
    }

    @Test func `an answer is forgotten after its time, a failure at once`() throws {
        let lookups = try Tally()
        let replies = try Tally()
        let resolver = NameResolver(threadLimit: 1, lifetime: .zero) { [found, nothing] question in
            lookups.add()
            return question.host == "bad" ? nothing : found
        }
        let bad = NameQuestion(host: "bad")
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
        let resolver = NameResolver(threadLimit: 3) { [nothing] _ in
            gate.wait(for: 1)
            return nothing
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
        let resolver = NameResolver(threadLimit: 2) { [found] question in
            if question.host.hasPrefix("silent") { gate.wait(for: 1) }
            return found
        }
        for number in 0..<9 {
            let silent = NameQuestion(host: "silent\(number)")
            _ = resolver.ask(silent, until: .now()) { _ in }
        }
        _ = resolver.ask(name, until: later) { _ in replies.add() }
        gate.add()
        replies.wait(for: 1)
        #expect(replies.value == 1)
    }

    @Test func `names that nobody waits for any more leave no room, those that are waited for do`()
        throws
    {
        let gate = try Tally()
        let lookups = try Tally()
        let replies = try Tally()
        let resolver = NameResolver(threadLimit: 3, callers: 1) { [nothing] _ in
            lookups.add()
            gate.wait(for: 1)
            return nothing
        }
        for number in 0..<2 {
            _ = resolver.ask(NameQuestion(host: "h\(number)"), until: later) { _ in replies.add() }
        }
        lookups.wait(for: 2)
        #expect(resolver.hasRoom)
        _ = resolver.ask(NameQuestion(host: "h2"), until: later) { _ in replies.add() }
        lookups.wait(for: 3)
        #expect(resolver.hasRoom)
        gate.add()
        replies.wait(for: 3)
        let forgetful = NameResolver(threadLimit: 3, callers: 1) { [nothing] _ in
            lookups.add()
            lookups.wait(for: 99)
            return nothing
        }
        for number in 0..<2 {
            #expect(forgetful.hasRoom)
            // A question that no thread takes in its time is dropped, so it may have to be asked again.
            while lookups.value < 4 + number {
                let soon = Monotonic.now() + .milliseconds(50)
                _ = forgetful.ask(NameQuestion(host: "h\(number)"), until: soon) { _ in }
            }
        }
        let deadline = Monotonic.now() + .seconds(30)
        while forgetful.hasRoom, Monotonic.now() < deadline {}
        #expect(!forgetful.hasRoom)
        while lookups.value < 99 { lookups.add() }
    }

    @Test func `a lookup that hangs holds up no other`() throws {
        let gate = try Tally()
        let replies = try Tally()
        let resolver = NameResolver(threadLimit: 2) { [found] question in
            if question.host == "hanging" { gate.wait(for: 1) }
            return found
        }
        let hanging = try Tally()
        _ = resolver.ask(NameQuestion(host: "hanging"), until: later) { _ in hanging.add() }
        _ = resolver.ask(name, until: later) { _ in replies.add() }
        replies.wait(for: 1)
        #expect(hanging.value == 0)
        gate.add()
        hanging.wait(for: 1)
        #expect(hanging.value == 1)
    }
}
