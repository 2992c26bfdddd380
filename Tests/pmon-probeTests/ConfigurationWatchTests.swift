// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import PmonConfig
import PmonSystem
import PmonTool
import Testing

@testable import pmon_probe

struct ConfigurationWatchTests {
    @Test func `a change is seen once, a broken file is an error once`() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("pmon-watch-\(UUID().uuidString).ini").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "[pmon]\nid = a\n".write(toFile: path, atomically: true, encoding: .utf8)
        var shared = try SharedFlags.parse(["--conf", path]).options
        shared.quiet = true
        var watch = ConfigurationWatch(shared: shared, configuration: try shared.configuration())
        let log = Diagnostics(tool: "test", stderrLevel: .fatal)
        #expect(try watch.changed(log) == nil)
        try "[pmon]\nid = bcd\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try watch.changed(log)?.pmon.id == "bcd")
        #expect(try watch.changed(log) == nil)
        let trust = path + ".pem"
        defer { try? FileManager.default.removeItem(atPath: trust) }
        try "[pmon]\nca.file = \(trust)\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try watch.changed(log)?.pmon.caFile == trust)
        try "new".write(toFile: trust, atomically: true, encoding: .utf8)
        #expect(try watch.changed(log) != nil, "a file of certificates was changed")
        #expect(try watch.changed(log) == nil)
        try "[pmon\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: ToolError.self) { try watch.changed(log) }
        #expect(try watch.changed(log) == nil)
    }
}
