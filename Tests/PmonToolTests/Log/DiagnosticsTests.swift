// SPDX-License-Identifier: MIT

import Foundation
import PmonConfig
import TestSupport
import Testing

@testable import PmonTool

struct DiagnosticsTests {
    @Test func `stderr gets warnings and errors as lines, without control characters`() async throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write("stderr", "")
        await #expect(processExitsWith: .success) { [path = path as String] in
            let descriptor = open(path, O_WRONLY)
            dup2(descriptor, 2)
            let log = Diagnostics(tool: "pmon-x")
            log.debug("hidden")
            log.info("hidden")
            log.warn("a\nb\u{1B}[31m")
            log.error("broken")
        }
        #expect(
            try folder.text("stderr").hasPrefix("pmon-x: warn: a b [31m\npmon-x: error: broken\n")
        )
    }

    @Test func `the log file gets lines from its own level on`() throws {
        let folder = try TemporaryFolder()
        var log = Diagnostics(tool: "pmon-x", stderrLevel: .fatal)
        log.file = try LogFile(path: folder.file("log"))
        log.debug("hidden")
        log.info("seen")
        log.say(.error, "wrong")
        let lines = try folder.text("log").split(separator: "\n")
        let form = #/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - pmon-x - (INFO - seen|ERROR - wrong)/#
        #expect(lines.count == 2)
        for line in lines { #expect(try form.wholeMatch(in: line) != nil) }
        log.fileLevel = .error
        log.warn("hidden")
        #expect(try folder.text("log").split(separator: "\n").count == 2)
    }

    @Test func `a text that nobody wants is not built`() {
        var isBuilt = false
        let log = Diagnostics(tool: "pmon-x")
        log.info(
            {
                isBuilt = true; return ""
            }()
        )
        #expect(!isBuilt)
    }
}
