// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonConfig
import PmonSystem
import Testing

@testable import pmon_probe

struct TargetListTests {
    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.targets = [
            Target(key: "url.1", address: "http://a/"), Target(key: "url.2", address: "ssh://b"),
            Target(key: "url.3", address: "https://c/"),
        ]
        return configuration
    }

    private func list(_ arguments: [String], _ configuration: Configuration) throws -> TargetList {
        try TargetList(options: ProbeFlags.parse(arguments).options, configuration: configuration)
    }

    @Test func `configured addresses but those of ssh, or the arguments`() throws {
        #expect(try list([], configuration).targets.map(\.key) == ["url.1", "url.3"])
        #expect(
            try list(["http://x/", "ssh://y"], configuration).targets.map(\.address) == [
                "http://x/", "ssh://y",
            ]
        )
        #expect(try list(["-"], Configuration()).readsInput)
    }

    @Test func `nothing to probe is an error`() {
        for (arguments, configuration) in [
            ([], Configuration()), (["--only", "z"], configuration),
        ] {
            let error = #expect(throws: ToolError.self) { try list(arguments, configuration) }
            #expect(error?.status == .noInput)
        }
    }

    @Test func `all that is wrong is told at once`() throws {
        var configuration = configuration
        configuration.targets[0].checks.expectBody = "("
        configuration.targets[2].checks.rejectBody = "["
        let error = #expect(throws: ToolError.self) {
            try TargetList.check(configuration)
        }
        #expect(error?.message.split(separator: "\n").count == 2)
        try TargetList.check(self.configuration)
    }

    @Test func `an address of the configuration that is none is a fault, with its line`() throws {
        var configuration = configuration
        configuration.file = "p.ini"
        configuration.targets[0] = Target(key: "url.1", address: "c:/")
        configuration.targets[0].line = 7
        let faults = try list([], configuration).faults
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("p.ini:7: url.1: ") == true)
        #expect(try list(["c:/"], configuration).faults.isEmpty)
        let error = #expect(throws: ToolError.self) { try TargetList.check(configuration) }
        #expect(error?.message == faults.first)
    }

    @Test func `what all addresses share is told once, and of each only what it uses`() throws {
        var configuration = configuration
        configuration.pmon.proxy = "gopher://x"
        configuration.pmon.caFile = "/no/such/file"
        let faults = try list([], configuration).targets.map(\.faults.count)
        #expect(faults == [1, 2])
        #expect(try list([], configuration).faults.count == 2)
    }
}
