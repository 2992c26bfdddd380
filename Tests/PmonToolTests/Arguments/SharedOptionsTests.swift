// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import PmonConfig
import PmonSystem
import TestSupport
import Testing

@testable import PmonTool

/// The environment and the working folder belong to the process: these cases run in processes of their own.
struct SharedOptionsTests {
    @Test func `flags are parsed`() throws {
        let options = try SharedFlags.parse([
            "--conf", "x.ini", "--log-level", "debug", "--quiet", "--check-config",
        ]).options
        #expect(options.conf == "x.ini")
        #expect(options.logLevel == .debug)
        #expect(options.quiet)
        #expect(options.checkConfig)
        #expect(throws: (any Error).self) { try SharedFlags.parse(["--log-level", "loud"]) }
        let files = try FileFlags.parse(["--data", "d", "--latest", "l"]).options
        #expect([files.data, files.latest] == ["d", "l"])
    }

    @Test func `without a flag a missing file means the defaults`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [folder = folder.path as String] in
            #expect(chdir(folder) == 0)
            unsetenv("PMON_CONF")
            let options = try SharedFlags.parse([]).options
            let defaults = try options.configuration()
            #expect(defaults == Configuration())
            setenv("PMON_CONF", "none.ini", 1)
            let error = #expect(throws: ToolError.self) { try options.configuration() }
            #expect(error?.status == .noInput)
            #expect(
                error?.message == "cannot open: none.ini: no such file, named by PMON_CONF"
            )
        }
    }

    @Test func `the flag goes before the environment, and that before pmon_ini`() async throws {
        let folder = try TemporaryFolder()
        for name in ["pmon", "env", "flag"] {
            try folder.write("\(name).ini", "[pmon]\nid = \(name)\n")
        }
        await #expect(processExitsWith: .success) { [folder = folder.path as String] in
            #expect(chdir(folder) == 0)
            unsetenv("PMON_CONF")
            let none = try SharedFlags.parse([]).options.configuration()
            #expect(none.pmon.id == "pmon")
            setenv("PMON_CONF", "env.ini", 1)
            let environment = try SharedFlags.parse([]).options.configuration()
            #expect(environment.pmon.id == "env")
            let flag = try SharedFlags.parse(["--conf", "flag.ini"]).options.configuration()
            #expect(flag.pmon.id == "flag")
        }
    }

    @Test func `a file named by the flag must be there, and one that is there must be readable`()
        throws
    {
        let folder = try TemporaryFolder()
        let missing = try SharedFlags.parse(["--conf", folder.file("none.ini")]).options
        let error = #expect(throws: ToolError.self) { try missing.configuration() }
        #expect(error?.status == .noInput)
        let directory = try SharedFlags.parse(["--conf", folder.path]).options
        let second = #expect(throws: ToolError.self) { try directory.configuration() }
        #expect(second?.status == .noInput)
    }
}
