// SPDX-License-Identifier: MIT

import Foundation
import PmonSystem
import PmonText
import TestSupport
import Testing

@testable import PmonConfig

struct ConfigurationReaderTests {
    private func read(_ text: String, name: String = "conf/x.ini") throws -> Configuration {
        try ConfigurationReader.read(Array(text.utf8), name: name)
    }

    private func error(_ text: String) throws -> ToolError {
        try #require(#expect(throws: ToolError.self) { try read(text, name: "x.ini") })
    }

    @Test func `an address that would make a record too long costs its own record`() throws {
        let address = "http://a/" + String(repeating: "b", count: Target.longestAddress)
        let configuration = try read("[urls]\nurl.1 = \(address)\nurl.2 = http://b/\n")
        let text = "conf/x.ini:2: url.1: expected an address of 64 KiB at most"
        #expect(configuration.target("url.1")?.faults == [text])
        #expect(configuration.target("url.1")?.address == "url.1")
        #expect(configuration.target("url.2")?.faults == [])
        #expect(configuration.faults == [text])
    }

    @Test func `a wrong value costs what it belongs to`() throws {
        let configuration = try read(
            """
            [pmon]
            retries = 1000
            http.port = x
            [urls]
            url.1 = http://a/
            url.2 = http://b/
            [checks]
            url.2.ip = 5
            url.2.slow = 3 apples
            [remote]
            url.1.port = 0
            [email]
            on = never
            """,
            name: "x.ini"
        )
        #expect(configuration.checkFaults.map { $0.prefix(17) } == ["x.ini:2: retries:"])
        #expect(configuration.pageFaults.map { $0.prefix(19) } == ["x.ini:3: http.port:"])
        #expect(configuration.targets.map(\.faults.count) == [0, 2])
        #expect(configuration.targets[1].places.map(\.line) == [8, 9])
        #expect(configuration.remotes["url.1"]?.faults.count == 1)
        #expect(configuration.mailFaults.map { $0.prefix(13) } == ["x.ini:13: on:"])
        #expect(configuration.faults.count == 6)
    }

    @Test(arguments: ["data.keep = 1.5", "log.level = LOUD", "id =", "every = often"])
    func `a wrong value that all tools need stops them`(line: String) throws {
        let error = try error("[pmon]\n\(line)\n[urls]\nurl.1 =\n")
        #expect(error.status == .configuration)
        #expect(error.message.split(separator: "\n").count == 2)
    }

    @Test func `an empty file is the defaults, its files beside it`() throws {
        var expected = Configuration()
        expected.file = "conf/x.ini"
        expected.pmon.dataFile = "conf/pmon.json"
        expected.pmon.latestFile = "conf/current.json"
        expected.pmon.silenceFile = "conf/pmon.silence"
        #expect(try read("") == expected)
        #expect(try read("[pmon]\n[urls]\n[checks]\n[remote]\n") == expected)
        #expect(try read("[email]").email == EmailSettings())
    }

    @Test func `addresses keep their order and are found without case`() throws {
        let configuration = try read(
            "[urls]\nurl.B-2 = http://b/\nURL.a_1 = http://a/?x=%20&y=100%\nurl.C = ssh://c"
        )
        #expect(configuration.targets.map(\.key) == ["url.b-2", "url.a_1", "url.c"])
        #expect(configuration.target("URL.A_1")?.address == "http://a/?x=%20&y=100%")
        #expect(configuration.target("url.d") == nil)
        #expect(configuration.targets.map(\.isSSH) == [false, false, true])
        #expect(configuration.warnings.isEmpty)
    }

    @Test func `sections may stand in any order`() throws {
        let configuration = try read(
            "[checks]\nurl.1.name = shop\n[remote]\nurl.1.user = u\n[urls]\nurl.1 = http://a/"
        )
        #expect(configuration.target("url.1")?.checks.name == "shop")
        #expect(configuration.remotes["url.1"]?.user == "u")
        #expect(configuration.warnings.isEmpty)
    }

    @Test func `windows are read, and each wrong one is reported with its line`() throws {
        let configuration = try read(
            """
            [maintenance]
            Nightly = daily 02:00-02:30 Europe/Berlin: url.1
            wrong = daily 02:00-02:30 Europe/Berlino: url.1
            half: Sun 02:00 1h: url.2, url.1
            none = Sun 02:00 1h:
            [urls]
            url.1 = http://a/
            """
        )
        #expect(configuration.maintenance.map(\.name) == ["Nightly", "half"])
        #expect(configuration.maintenance.map(\.line) == [2, 4])
        #expect(
            configuration.maintenanceFaults == [
                "conf/x.ini:3: wrong: expected a time zone such as Europe/Berlin or UTC, found 'Europe/Berlino'",
                "conf/x.ini:4: half: 'url.2' is not in [urls], did you mean url.1?",
                "conf/x.ini:5: none: expected a target such as url.shop or group:Shop, found none",
            ]
        )
        #expect(configuration.faults == configuration.maintenanceFaults)
        #expect(configuration.checkFaults.isEmpty && configuration.mailFaults.isEmpty)
        #expect(!configuration.isUnusable)
    }

    @Test func `the older pmon's file is read whole`() throws {
        let bytes = try ProjectFiles.bytes("Tests/Fixtures/original/pmon.ini")
        let configuration = try ConfigurationReader.read(bytes, name: "pmon.ini")
        #expect(configuration.warnings.isEmpty)
        #expect(configuration.pmon.id == "isc_001")
        #expect(configuration.pmon.timeout == .seconds(5))
        #expect(configuration.pmon.logFile == "pmon.log")
        #expect(configuration.targets.count == 4)
        #expect(configuration.remotes.count == 3)
        #expect(configuration.remotes["url.3"]?.logFiles == "host*")
        #expect(configuration.email?.to == ["ops@example.org", "dev@example.org"])
        #expect(configuration.email?.pwd == .literal(Secret("geheim")))
    }

    @Test(arguments: [
        ("[pmon]\ntimout = 5", "x.ini:2: unknown key 'timout' in [pmon], did you mean timeout?"),
        (
            "[pmon]\nHTTP.Prot = 5",
            "x.ini:2: unknown key 'HTTP.Prot' in [pmon], did you mean http.port?"
        ),
        ("[pmon]\nnothing.like.it = 5", "x.ini:2: unknown key 'nothing.like.it' in [pmon]"),
        ("[ursl]\n", "x.ini:1: unknown section [ursl], did you mean [urls]?"),
        ("[ urls ]\n", "x.ini:1: unknown section [ urls ], did you mean [urls]?"),
        ("[PMON]\nid = x", "x.ini:1: unknown section [PMON], did you mean [pmon]?"),
        ("[urls]\nshop = http://a/", "x.ini:2: unknown key 'shop' in [urls], expected url.XX"),
        (
            "[urls]\nurl.a.b = http://a/",
            "x.ini:2: unknown key 'url.a.b' in [urls], expected url.XX"
        ),
        ("[urls]\nurl. = http://a/", "x.ini:2: unknown key 'url.' in [urls], expected url.XX"),
        ("[urls]\nurl.ü = http://a/", "x.ini:2: unknown key 'url.ü' in [urls], expected url.XX"),
        ("[checks]\nname = x", "x.ini:2: unknown key 'name' in [checks], expected url.XX.KEY"),
        ("[checks]\nurl.1. = x", "x.ini:2: unknown key 'url.1.' in [checks], expected url.XX.KEY"),
        ("[checks]\nurl.1.name = x", "x.ini:2: 'url.1' is not in [urls]"),
        (
            "[urls]\nurl.shop = http://a/\n[checks]\nurl.shp.name = x",
            "x.ini:4: 'url.shp' is not in [urls], did you mean url.shop?"
        ),
        (
            "[urls]\nurl.1 = http://a/\n[checks]\nurl.1.expect.stats = 200",
            "x.ini:4: unknown key 'url.1.expect.stats' in [checks], did you mean url.1.expect.status?"
        ),
        (
            "[urls]\nurl.1 = http://a/\n[remote]\nurl.1.proces = x",
            "x.ini:4: unknown key 'url.1.proces' in [remote], did you mean url.1.process?"
        ),
        (
            "[urls]\nurl.1 = http://a/\n[maintenance]\nw = daily 02:00 1h: url.1, x*",
            "x.ini:4: w: 'x*' matches no target"
        ),
        ("[email]\nsever = x", "x.ini:2: unknown key 'sever' in [email], did you mean server?"),
    ])
    func `an unknown name is warned about, with the nearest known one`(
        text: String,
        warning: String
    ) throws {
        #expect(try read(text, name: "x.ini").warnings == [warning])
    }

    @Test func `all errors are told in the order of their lines, with the warnings beside them`()
        throws
    {
        let error = try error(
            """
            [pmon]
            every = soon
            timout = 5
            [checks]
            url.1.retries = -1
            [urls]
            url.1 = http://a/
            url.2 =
            [email]
            tls = maybe
            """
        )
        #expect(error.status == .configuration)
        #expect(
            error.message == """
                x.ini:2: every: expected a duration such as 500ms, 10s, 5m, 2h or 30d, found 'soon'
                x.ini:5: url.1.retries: expected a number from 0 to 100, found '-1'
                x.ini:8: url.2: expected an address, found none
                x.ini:10: tls: expected one of starttls, tls, none, found 'maybe'
                """
        )
        #expect(
            error.warnings == ["x.ini:3: unknown key 'timout' in [pmon], did you mean timeout?"]
        )
    }

    @Test func `a long value is shown in part and on one line`() throws {
        let error = try error("[pmon]\nevery = a\n  \(String(repeating: "b", count: 5000))")
        #expect(error.message.utf8.count < 250)
        #expect(error.message.split(separator: "\n").count == 1)
    }

    @Test func `a flood of warnings is cut short`() throws {
        let lines = (0..<500).map { "url.\($0).name = x\n" }.joined()
        let warnings = try read("[checks]\n\(lines)", name: "x.ini").warnings
        #expect(warnings.count == 51)
        #expect(warnings.last == "x.ini: and 450 more of this kind")
    }

    @Test(.timeLimit(.minutes(1))) func `many addresses take linear time`() throws {
        let count = 20_000
        let text =
            "[urls]\n" + (0..<count).map { "url.\($0) = http://host/\($0)\n" }.joined()
            + "[checks]\n" + (0..<count).map { "url.\($0).timeout = 5s\n" }.joined()
            + "[remote]\n"
            + (0..<count).map { "url.\($0).user = u\nurl.x\($0).user = u\n" }.joined()
        let configuration = try read(text)
        #expect(configuration.targets.count == count)
        #expect(configuration.remotes.count == count)
        for number in stride(from: 0, to: count, by: 7) {
            #expect(configuration.target("url.\(number)")?.checks.timeout == .seconds(5))
        }
    }
}
