// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ScanCommandTests {
    let folder = TestFolder()

    @Test func `without a configured command it is the pipeline of this installation`() throws {
        let command = ScanCommand(
            try Fixture.settings(folder),
            notify: false,
            binaries: "/opt/pmon"
        )
        #expect(command.script == ScanCommand.pipeline)
        #expect(command.environment.contains { $0 == ("PMON_BIN", "/opt/pmon") })
        #expect(command.environment.contains { $0 == ("PMON_NOTIFY", "False") })
        for tool in ["pmon-probe", "pmon-ssh", "pmon-store", "pmon-mail"] {
            #expect(command.script.contains("\"$PMON_BIN/\(tool)\""))
        }
    }

    @Test func `the folder and the script are arguments of the shell`() throws {
        let command = ScanCommand(
            try Fixture.settings(folder, "scan.command = echo 'a b'\n"),
            notify: false,
            binaries: "/"
        )
        #expect(command.arguments.suffix(2) == [folder.path, "echo 'a b'"])
    }
}
