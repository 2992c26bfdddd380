// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonPattern
import PmonRecord
import PmonSystem
import Testing

@testable import pmon_probe

struct CheckTests {
    private func check(_ address: String, _ checks: [(String, String)] = []) throws -> Check {
        Check(job(try probeTarget(address, checks: checks)), patterns: PatternCache())
    }

    @Test func `a malformed address is done before it began, however many tries there are`() throws
    {
        let check = try check("http://a b/", [("retries", "5")])
        #expect(check.beginTry() == .done)
        #expect(check.outcome.reason == .url)
        #expect(check.outcome.attempts == 1)
    }

    @Test func `a failure has as many further tries as configured`() throws {
        let check = try check("http://x.example.org/", [("retries", "2")])
        var steps: [Check.Step] = []
        repeat {
            #expect(check.beginTry() == .request)
            steps.append(
                check.resolvingFailed("x.example.org", .unresolved("unknown"), isProxy: false)
            )
        } while steps.last == .pause
        #expect(steps == [.pause, .pause, .done])
        #expect(check.outcome.attempts == 3)
        #expect(check.outcome.message == .text("cannot resolve x.example.org: unknown"))
    }

    @Test func `a stop takes the further tries away`() throws {
        let check = try check("http://x.example.org/", [("retries", "2")])
        _ = check.beginTry()
        check.isLastTry = true
        #expect(check.resolvingTimedOut("x.example.org") == .done)
        #expect(check.outcome.reason == .timeout)
    }

    @Test func `the body is taken up to its limit`() throws {
        var settings = PmonSettings()
        settings.maxBody = 5
        let target = try probeTarget(checks: [("expect.body", "^hello$")], pmon: settings)
        let check = Check(job(target), patterns: PatternCache())
        _ = check.beginTry()
        let handle = try EasyHandle()
        try check.prepare(handle, route: Route())
        #expect(Array("hell".utf8).withUnsafeBytes { check.receive(body: $0, from: handle) })
        #expect(!check.outcome.isTruncated)
        #expect(!Array("o world".utf8).withUnsafeBytes { check.receive(body: $0, from: handle) })
        #expect(check.outcome.isTruncated)
    }

    @Test func `a failure quotes no secret and is one line`() throws {
        let check = try check("http://x.example.org/", [("bearer", "t0k3n")])
        _ = check.beginTry()
        let words = NameFailure.unresolved("t0k3n\n\u{1B}[31m")
        _ = check.resolvingFailed("x.example.org", words, isProxy: false)
        #expect(check.outcome.message == .text("cannot resolve x.example.org: ***  [31m"))
    }
}
