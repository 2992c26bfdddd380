// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonJSON
import PmonText
import PmonTool
import Testing

@testable import pmon_probe

struct TargetParserTests {
    private func parse(
        _ line: String,
        _ configuration: Configuration = Configuration(),
        only globs: [String] = []
    ) throws -> ProbeTarget? {
        let parser = TargetParser(
            configuration: configuration,
            filter: try TargetFilter(globs),
            log: Diagnostics(tool: "test", stderrLevel: .fatal)
        )
        let result = Array(line.utf8).withUnsafeBytes { bytes in
            Result<ProbeTarget?, TargetParser.BadLine> { () throws(TargetParser.BadLine) in
                try parser.parse(bytes)
            }
        }
        return try result.get()
    }

    @Test func `an address that would make a record too long is refused`() throws {
        let host = "http://a/"
        let path = String(repeating: "b", count: Target.longestAddress - host.utf8.count)
        #expect(try parse(host + path) != nil)
        #expect(throws: TargetParser.BadLine.self) { try parse(host + path + "b") }
    }

    @Test func `an address of another scheme needs a permit`() throws {
        #expect(throws: AddressError.notAllowed(.tcp)) { try parse("tcp://a:1")?.parts.get() }
        #expect(throws: Never.self) { try parse("http://a:1")?.parts.get() }
    }

    @Test func `an address, a blank line, an object`() throws {
        #expect(try parse("http://a/ ")?.address == "http://a/")
        #expect(try parse("  ") == nil)
        let target = try #require(
            try parse(#"{"url":"http://a/","retries":3,"insecure":true,"expect.status":"404"}"#)
        )
        #expect(target.plan.retries == 3)
        #expect(target.plan.request.isInsecure)
        #expect(target.plan.expectations.statuses.contains(404))
        #expect(try parse("http://a/", only: ["http://b*"]) == nil)
    }

    @Test(arguments: [
        "{", "{}", #"{"url":1}"#, #"{"url":"http://a/","timeout":"soon"}"#,
        #"{"url":"http://a/","body":[1]}"#,
        #"{"url":"http://a/","target":1}"#,
        #"{"url":"http://a/","expect.body":"("}"#,
    ])
    func `what is no target is told`(line: String) {
        #expect(throws: TargetParser.BadLine.self) { try parse(line) }
    }

    @Test func `secrets come from the configured target, for its own address only`() throws {
        var configuration = Configuration()
        var checks = CheckSettings()
        checks.bearer = .literal(Secret("t0k3n"))
        configuration.targets = [Target(key: "url.1", address: "http://u:pw@a/", checks: checks)]
        let own = try #require(
            try parse(#"{"url":"http://u:***@a/","target":"url.1"}"#, configuration)
        )
        #expect(own.address == "http://u:pw@a/")
        #expect(
            own.plan.request.headers.contains {
                $0.line == "Authorization: Bearer t0k3n" && $0.isSecret
            }
        )
        let other = try #require(try parse(#"{"url":"http://b/","target":"url.1"}"#, configuration))
        #expect(other.address == "http://b/")
        #expect(!other.plan.request.headers.contains { $0.isSecret })
        #expect(other.key == "url.1")
    }

    @Test(arguments: ["http://a/", "http://b/"])
    func `a configured target has its key as the other tools know it`(url: String) throws {
        var configuration = Configuration()
        configuration.targets = [Target(key: "url.1", address: "http://a/")]
        let line = #"{"url":"\#(url)","target":"URL.1"}"#
        #expect(try parse(line, configuration)?.key == "url.1")
    }

    @Test func `a target without one of its secrets is not checked`() throws {
        var here = Configuration()
        var checks = CheckSettings()
        checks.pwd = .literal(Secret("word"))
        _ = try checks.set("header.X-Api-Key", to: "key", folder: "/")
        here.targets = [
            Target(key: "url.a", address: "https://a.example/", checks: checks),
            Target(key: "url.b", address: "https://u:w@b.example/", checks: CheckSettings()),
        ]
        let listed = here.targets.map {
            String(decoding: JSONWriter.bytes(.object($0.listed)), as: UTF8.self)
        }
        #expect(listed[0].contains(#""secrets":"pwd,header.x-api-key""#))
        #expect(listed[1].contains(#""secrets":"address""#))
        for line in listed {
            #expect(try #require(try parse(line, here)).faults.isEmpty)
            #expect(try #require(try parse(line)).faults.count == 1)
        }
        var less = Configuration()
        checks = CheckSettings()
        checks.pwd = .literal(Secret("other"))
        less.targets = [Target(key: "url.a", address: "https://a.example/", checks: checks)]
        #expect(
            try #require(try parse(listed[0], less)).faults == [
                "header.x-api-key: not known here: url.a needs it"
            ]
        )
        // The line may bring the secret itself.
        let own = #"{"url":"https://a.example/","secrets":"pwd","pwd":"own"}"#
        #expect(try #require(try parse(own)).faults.isEmpty)
        #expect(throws: TargetParser.BadLine.self) {
            try parse(#"{"url":"https://a/","secrets":1}"#)
        }
    }
}
