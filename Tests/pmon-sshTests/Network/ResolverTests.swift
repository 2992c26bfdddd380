// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_ssh

struct ResolverTests {
    @Test func `answers carry their tickets`() throws {
        let wake = try WakePipe()
        let resolver = Resolver(wake: wake, limit: 50) { host, _ in
            .failure(VisitFailure(.name, host))
        }
        for ticket in 0..<50 { resolver.start(ticket: ticket, host: "h\(ticket)", port: 22) }
        var answers: [Int: String] = [:]
        while answers.count < 50 {
            wake.wait()
            for answer in resolver.takeAnswers() {
                guard case .failure(let failure) = answer.result else { continue }
                answers[answer.ticket] = failure.text
            }
        }
        #expect(answers.allSatisfy { $0.value == "h\($0.key)" })
    }

    @Test func `a lookup that hangs holds up no other`() throws {
        let wake = try WakePipe()
        let release = try WakePipe()
        let resolver = Resolver(wake: wake, limit: 3) { host, _ in
            if host == "hanging" { release.wait() }
            return .success([])
        }
        resolver.start(ticket: 1, host: "hanging", port: 22)
        resolver.start(ticket: 2, host: "quick", port: 22)
        resolver.start(ticket: 3, host: "quick", port: 22)
        // An answer may be taken before the wake that announces it, so one wake more may come.
        func takeAnswers(_ count: Int) -> [Int] {
            var tickets: [Int] = []
            while tickets.count < count {
                wake.wait()
                tickets += resolver.takeAnswers().map(\.ticket)
            }
            return tickets.sorted()
        }
        #expect(takeAnswers(2) == [2, 3])
        release.wake()
        #expect(takeAnswers(1) == [1])
    }

    @Test func `where all threads hang a name is not blamed`() throws {
        let wake = try WakePipe()
        let release = try WakePipe()
        let resolver = Resolver(wake: wake, limit: 1) { _, _ in
            release.wait()
            return .success([])
        }
        resolver.start(ticket: 1, host: "hanging", port: 22)
        resolver.start(ticket: 2, host: "quick", port: 22)
        wake.wait()
        let answers = resolver.takeAnswers()
        #expect(answers.map(\.ticket) == [2])
        guard case .failure(let failure)? = answers.first?.result else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.kind == .timeout)
        #expect(failure.text.hasPrefix("pmon itself cannot look its name up: 1 names"))
        release.wake()
    }
}
