// SPDX-License-Identifier: MIT

import Testing

@testable import PmonConfig

struct ConfigurationReaderNewsTests {
    private func read(_ text: String) throws -> Configuration {
        try ConfigurationReader.read(Array(text.utf8), name: "pmon.ini")
    }

    @Test func `channels stand in their order, each with its keys`() throws {
        let configuration = try read(
            "[tell]\nops.command = one\nB.command = two\nops.remind = 1h\nb.on = always\n"
        )
        #expect(configuration.channels.map(\.name) == ["ops", "b"])
        #expect(configuration.channels.map(\.command) == ["one", "two"])
        #expect(configuration.channels[1].on == .always)
        #expect(configuration.faults.isEmpty && configuration.warnings.isEmpty)
    }

    @Test func `a channel without a command is a fault, and is not used`() throws {
        let configuration = try read("[tell]\nops.on = change\nx.command = y\nx.on = never\n")
        #expect(configuration.channels.map(\.name) == ["x"])
        #expect(configuration.newsFaults.count == 2)
        #expect(
            configuration.faults[0] == "pmon.ini:2: ops.command: expected a command, found none"
        )
        #expect(configuration.faults[1].hasPrefix("pmon.ini:4: x.on: expected one of always,"))
    }

    @Test func `unknown keys of channels are warned about`() throws {
        let configuration = try read("[tell]\nops.comand = x\nfoo = 1\n")
        #expect(configuration.warnings.count == 2)
        #expect(configuration.warnings[0].contains("did you mean ops.command?"))
    }

    @Test func `wrong rules of news cost no check`() throws {
        let configuration = try read(
            "[pmon]\nafter = 7/3\n[urls]\nurl.a = http://a/\n[checks]\nurl.a.recover = 0\nurl.a.after = x\n"
        )
        #expect(configuration.newsFaults.count == 3)
        #expect(configuration.faults == configuration.newsFaults)
        #expect(configuration.targets[0].faults.isEmpty)
        #expect(configuration.checkFaults.isEmpty)
    }

    @Test(arguments: [
        ("gw", ["url.gw"]), ("url.GW , b", ["url.gw", "url.b"]), ("none", []), ("", []),
    ])
    func `what a target needs is known by its key`(text: String, keys: [String]) throws {
        let configuration = try read(
            "[urls]\nurl.a = http://a/\nurl.b = http://b/\nurl.gw = http://g/\n[checks]\nurl.a.needs = \(text)\n"
        )
        #expect(configuration.targets[0].checks.needs == keys)
        #expect(configuration.faults.isEmpty)
    }

    @Test func `a target that is not there is an error, the others count`() throws {
        let configuration = try read(
            "[urls]\nurl.a = http://a/\nurl.gateway = http://g/\n[checks]\nurl.a.needs = gatewy, gateway\n"
        )
        #expect(
            configuration.newsFaults == [
                "pmon.ini:5: url.a.needs: 'url.gatewy' is not in [urls], did you mean url.gateway?"
            ]
        )
        #expect(configuration.targets[0].checks.needs == ["url.gateway"])
    }

    @Test(arguments: [
        (["a": "a"], "url.a needs url.a"), (["a": "b", "b": "a"], "url.a needs url.b needs url.a"),
        (["a": "b", "b": "c", "c": "a"], "url.a needs url.b needs url.c needs url.a"),
    ])
    func `a circle is an error and is opened`(needs: [String: String], circle: String) throws {
        let lines = needs.sorted { $0.key < $1.key }.map { "url.\($0.key).needs = \($0.value)\n" }
        let configuration = try read(
            "[urls]\nurl.a = http://a/\nurl.b = http://b/\nurl.c = http://c/\n[checks]\n\(lines.joined())"
        )
        #expect(
            configuration.newsFaults == ["pmon.ini:6: url.a.needs: \(circle), which is a circle"]
        )
        #expect(configuration.targets[0].checks.needs.isEmpty)
        #expect(configuration.targets.dropFirst().flatMap(\.checks.needs).count == needs.count - 1)
    }

    @Test func `what leads into a circle is none`() throws {
        let configuration = try read(
            "[urls]\nurl.a = http://a/\nurl.b = http://b/\nurl.c = http://c/\n[checks]\nurl.a.needs = b\nurl.b.needs = c\nurl.c.needs = b\n"
        )
        #expect(configuration.newsFaults.count == 1)
        #expect(configuration.targets[0].checks.needs == ["url.b"])
    }

    @Test func `patterns of channels and mails are judged by the targets`() throws {
        let configuration = try read(
            "[urls]\nurl.a = http://a/\n[tell]\nops.command = x\nops.only = url.b, a\n[email]\nonly = c*\n"
        )
        #expect(
            configuration.newsFaults == [
                "pmon.ini:5: ops.only: 'url.b' is not in [urls], did you mean url.a?"
            ]
        )
        #expect(configuration.warnings == ["pmon.ini:7: only: 'c*' matches no target"])
        #expect(configuration.channels.count == 1 && configuration.mailFaults.isEmpty)
    }
}
