// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText
import TestSupport
import Testing

@testable import pmon_probe

struct StepPlanTests {
    @Test func `how a server is reached holds for all steps, what it is asked for one`() throws {
        let target = try probeTarget(
            "http://first/",
            checks: [
                ("method", "POST"), ("header.X", "1"), ("user", "u"), ("ip", "4"), ("follow", "3"),
                ("resolve", "192.0.2.1"), ("timeout", "7s"), ("expect.time", "1s"), ("slow", "1ms"),
                ("step.2", "http://FIRST:81/2"), ("step.2.follow", "0"),
                ("step.3", "http://other/3"),
                ("step.3.ip", "6"), ("step.3.http", "1.0"),
            ]
        )
        #expect(target.faults.isEmpty)
        let steps = try #require(target.steps).steps
        #expect(steps.map(\.number) == [1, 2, 3])
        let plans = steps.map(\.target.plan)
        #expect(plans.map(\.request.method) == ["POST", nil, nil])
        #expect(plans.map(\.request.user) == ["u", nil, nil])
        #expect(plans.map(\.request.addresses) == [["192.0.2.1"], ["192.0.2.1"], []])
        #expect(plans.map(\.request.ip) == [.v4, .v4, .v6])
        #expect(plans.map(\.request.http) == [.v11, .v11, .v10])
        #expect(plans.map(\.follow) == [3, 0, 3])
        #expect(plans.map(\.timeout) == [.seconds(7), .seconds(7), .seconds(7)])
        #expect(plans.map(\.expectations.time) == [.seconds(1), nil, nil])
        #expect(plans.map(\.slow) == [nil, nil, nil])
        #expect(target.plan.slow == .milliseconds(1))
        // The connection is closed by none of them.
        #expect(plans.map(\.request.headers).map { $0.map(\.line) } == [["X: 1"], [], []])
    }

    @Test func `a check of one request has no steps`() throws {
        #expect(try probeTarget(checks: [("body", "{token}")]).steps == nil)
        #expect(try probeTarget(checks: [("capture.a", "json a")]).steps?.steps.count == 1)
    }

    @Test func `each step's secrets are masked in all of them`() throws {
        let target = try probeTarget(
            "http://a/",
            checks: [
                ("pwd", "first-secret"), ("user", "u"), ("step.2", "http://u:second-secret@a/"),
                ("step.3", "http://a/"), ("step.3.bearer", "third-secret"),
            ]
        )
        #expect(target.mask.masked("first-secret second-secret third-secret") == "*** *** ***")
    }

    @Test func `faults of a step have its key`() throws {
        let target = try probeTarget(
            "http://a/",
            checks: [
                ("ca", "/does/not/exist"), ("step.2", "nonsense"), ("step.3", "http://a/"),
                ("step.3.expect.header.A", "["), ("step.3.method", "HEAD"),
                ("step.3.capture.x", "json x"),
                ("step.4", "ftp://a/"),
            ]
        )
        let keys = target.faults.map { $0.prefix { $0 != ":" } }
        #expect(keys == ["ca", "step.2", "step.3.expect.header.A", "step.3.capture.x", "step.4"])
    }
}
