// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

/// The script is run by this machine's own shells.
struct GatherScriptTests {
    private func gather(
        command: String = "printf '1 init\\n2 java\\n'",
        shell: ScriptRun.Shell = .standard,
        environment: [String: String] = [:]
    ) throws -> Gathered {
        let (gathered, reader) = try ScriptRun.gather(
            ScriptRun.gathering(command: command),
            shell: shell,
            environment: environment
        )
        #expect(reader.isComplete)
        #expect(reader.isAtEnd)
        #expect(!reader.isOutOfTime)
        return gathered
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `everything comes in any shell, and only the marker's lines are kept`(
        shell: ScriptRun.Shell
    ) throws {
        let gathered = try gather(shell: shell)
        #expect(gathered.scans[0].filters[0].lines == ["2 java"])
        #expect(gathered.scans[0].errors.lines.isEmpty)
        #expect(gathered.complaint.lines.isEmpty)
        #expect(gathered.fileSystem.lines.first?.contains("1024-blocks") == true)
        #expect(!gathered.inodes.usages.isEmpty)
        #expect(!gathered.mounts.isEmpty)
        #expect(gathered.memory.lines.contains { $0.hasPrefix("MemTotal:") })
        #expect(
            gathered.memory.lines.allSatisfy {
                $0.hasPrefix("Mem") || $0.hasPrefix("Cache") || $0.hasPrefix("Swap")
            }
        )
        #expect(gathered.processes.isComplete)
        #expect(gathered.processes.kind(of: 1) == .running)
    }

    @Test(arguments: ["exit 3", "(", "'", "cat", "echo \"$(x", "}"])
    func `no scan command breaks what follows it`(command: String) throws {
        let gathered = try gather(command: command)
        #expect(gathered.scans[0].errors.status != nil)
        #expect(!gathered.memory.lines.isEmpty)
        #expect(!gathered.fileSystem.lines.isEmpty)
    }

    @Test func `a command that does not exist is reported by its status`() throws {
        let gathered = try gather(command: "no-such-command-here")
        #expect(gathered.scans[0].errors.status == 127)
        #expect(gathered.scans[0].errors.lines.first?.contains("no-such-command-here") == true)
    }

    @Test func `a complaint of a command is no line of its list`() throws {
        let gathered = try gather(command: "echo 'cannot connect to java' >&2; exit 1")
        #expect(gathered.scans[0].filters[0].count == 0)
        #expect(gathered.scans[0].lineCount == 0)
        #expect(gathered.scans[0].errors.lines == ["cannot connect to java"])
        #expect(gathered.scans[0].errors.status == 1)
        #expect(gathered.complaint.lines.isEmpty)
    }

    @Test func `nothing in the user's environment bends the output`() throws {
        let gathered = try gather(
            command: "ps aux",
            environment: [
                "COLUMNS": "20", "LINES": "2", "PS_FORMAT": "args", "PS_PERSONALITY": "sunos4",
                "CMD_ENV": "posix",
                "POSIXLY_CORRECT": "1", "BLOCKSIZE": "1M", "DF_BLOCK_SIZE": "M",
                "BLOCK_SIZE": "512",
                "GREP_OPTIONS": "-v", "GREP_COLORS": "mt=1", "CDPATH": "/tmp", "LC_ALL": "C",
                "LIBPROC_HIDE_KERNEL": "1",
            ]
        )
        let header = try #require(gathered.scans[0].layout)
        #expect(header == ProcessLayout(header: Array("USER PID A B C D E STAT F G COMMAND".utf8)))
        #expect(gathered.scans[0].hasInit)
        #expect(gathered.fileSystem.lines.first?.contains("1024-blocks") == true)
        #expect(gathered.memory.lines.contains { $0.hasPrefix("MemTotal:") })
    }

    @Test(arguments: ["dienst-für-ärzte", "служба", "サービス"])
    func `letters beyond ASCII are seen in any locale`(name: String) throws {
        let folder = try TemporaryFolder()
        let link = try ChildProcess.run("ln", ["-s", "/bin/sleep", folder.file(name)])
        #expect(link.status == 0)
        let process = try BackgroundProcess(folder.file(name), ["60"])
        defer { withExtendedLifetime(process) {} }
        for locale in ["C", "POSIX", "nosuch"] {
            let (gathered, _) = try ScriptRun.gather(
                ScriptRun.gathering(marker: name),
                environment: ["LC_ALL": locale, "LANG": locale]
            )
            #expect(gathered.scans[0].filters[0].count >= 1)
        }
    }

    @Test(arguments: [
        "$(touch pwned)", "';touch pwned;'", "`touch pwned`", "x\ntouch pwned\n", "-e x --",
    ])
    func `nothing of the configuration is run as a command`(text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("a.log", "x\n")
        for (place, pattern, files) in [
            (folder.path, text, "*"), (folder.path, "x", text), (text, "x", "*"),
        ] {
            let search = Gathering.LogSearch(folder: place, pattern: pattern, files: files)
            _ = try ScriptRun.gather(
                ScriptRun.gathering(command: "true", marker: text, search: search)
            )
        }
        #expect(try folder.names() == ["a.log"])
    }
}
