// SPDX-License-Identifier: MIT

import PmonConfig
import TestSupport
import Testing

@testable import pmon_probe

struct StepRulesTests {
    private func faults(_ lines: [String], at address: String = "http://a/") throws -> [String] {
        let folder = try TemporaryFolder()
        let ini = (["[urls]", "url.a = \(address)", "[checks]"] + lines).joined(separator: "\n")
        let path = try folder.write("pmon.ini", ini)
        let configuration = try Configuration.load(path)
        let target = ProbeTarget(
            configuration.targets[0],
            planner: CheckPlanner(configuration)
        )
        return target.allFaults.map { String($0.dropFirst(path.count + 1)) }
    }

    @Test(arguments: [
        (["url.a.step.3 = http://a/3"], ["4: url.a.step.3: expected step.2 before it, found none"]),
        (
            ["url.a.step.2.method = GET"],
            ["4: url.a.step.2.method: expected step.2 = ADDRESS beside it, found none"]
        ),
        (
            ["url.a.step.2 = http://a/{x}", "url.a.step.2.capture.x = json x"],
            ["4: url.a.step.2: x is used before it is captured"]
        ),
        (
            ["url.a.capture.token = json x", "url.a.step.2 = http://a/{tokn}"],
            [
                "5: url.a.step.2: tokn is captured in no step, did you mean token? (for the text itself, a backslash before its brace)"
            ]
        ),
        (
            // What is secret by its name does not hide the cause.
            [
                "url.a.capture.token = json x", "url.a.step.2 = http://a/",
                "url.a.step.2.bearer = {key}",
            ],
            [
                "6: url.a.step.2.bearer: key is captured in no step (for the text itself, a backslash before its brace)"
            ]
        ),
        (
            ["url.a.capture.x = json x", "url.a.body = a={x}", "url.a.step.2 = http://a/"],
            ["5: url.a.body: x is used before it is captured"]
        ),
        (
            ["url.a.capture.x = json x", "url.a.step.2 = http://a/?{{x}}"],
            ["5: url.a.step.2: expected one pair of braces around x, and no $ before it"]
        ),
        (
            ["url.a.capture.x = json x", "url.a.step.2 = http://a/", "url.a.step.2.body = a=${x}"],
            ["6: url.a.step.2.body: expected one pair of braces around x, and no $ before it"]
        ),
        (
            ["url.a.capture.x = json x", "url.a.step.2 = http://{x}/"],
            [
                "5: url.a.step.2: malformed address: expected / between the host and the first {placeholder}"
            ]
        ),
        (
            [
                "url.a.capture.x = json x", "url.a.step.2 = http://a/",
                "url.a.step.2.expect.json.y = {x}",
            ],
            [
                "6: url.a.step.2.expect.json.y: x cannot be expected: captured values are sent alone"
            ]
        ),
        (
            [
                "url.a.capture.x = json x", "url.a.step.2 = http://a/", "url.a.step.2.body = {x}",
                "url.a.step.2.header.Content-Length = 3",
            ],
            ["7: url.a.step.2.header.Content-Length: expected no length of a body with values"]
        ),
    ])
    func `what is wrong is told with its line`(lines: [String], expected: [String]) throws {
        #expect(try faults(lines) == expected)
    }

    @Test(arguments: [
        // Without captured values braces are text, as ever.
        ["url.a.step.2 = http://a/{x}", "url.a.step.2.body = {y}", "url.a.header.A = {z}"],
        [
            "url.a.capture.x = json x", #"url.a.step.2 = http://a/{x}?\{y}"#,
            "url.a.step.2.body = {\"x\":\"{x}\"}",
        ],
        // Values live on, and may be taken anew.
        [
            "url.a.capture.x = json x", "url.a.step.2 = http://a/{x}",
            "url.a.step.2.capture.x = json y", "url.a.step.3 = http://a/{X}",
        ],
    ])
    func `what is right is taken`(lines: [String]) throws {
        #expect(try faults(lines).isEmpty)
    }

    @Test func `braces in a secret from elsewhere are no mistake`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("secret", "{other}{x}")
        let lines = [
            "url.a.capture.x = json x", "url.a.step.2 = http://a/",
            "url.a.step.2.bearer = file:\(path)",
        ]
        #expect(try faults(lines).isEmpty)
    }

    @Test(arguments: ["tcp://a:1", "ping://a", "smtps://a"])
    func `steps of another protocol are one fault`(address: String) throws {
        let scheme = address.prefix { $0 != ":" }
        #expect(
            try faults(["url.a.step.2 = http://a/2"], at: address) == [
                "4: url.a.step.2: expected a check of an address of http or https, found one of \(scheme)"
            ]
        )
    }
}
