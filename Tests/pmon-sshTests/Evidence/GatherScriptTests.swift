// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

/// The script is run by this machine's own shells.
struct GatherScriptTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func gather(
        command: String = "printf '1 init\\n2 java\\n'",
        marker: String = "java",
        search: Gathering.LogSearch? = nil,
        shell: String = "sh"
    ) throws -> Gathered {
        var gathering = Gathering()
        _ = gathering.add(command: command, marker: marker, logSearch: search)
        let text = GatherScript.text(gathering, nonce: "N")
        let outcome = try ChildProcess.run(shell, input: text.utf8)
        var reader = SectionReader(gathering, nonce: "N")
        outcome.output.withUnsafeBytes { reader.take($0) }
        #expect(reader.isComplete)
        #expect(!reader.isAtEnd)
        Array(outcome.errors.utf8).withUnsafeBytes { reader.takeError($0) }
        #expect(reader.isAtEnd)
        return reader.end(with: nil)
    }

    private func logs(_ pattern: String, _ files: String) throws -> TextSection {
        let search = Gathering.LogSearch(folder: folder.path, pattern: pattern, files: files)
        return try gather(search: search).logs[0]
    }

    @Test(arguments: ["sh", "bash"])
    func `everything comes, and only the marker's lines are kept`(shell: String) throws {
        let gathered = try gather(shell: shell)
        #expect(gathered.scans[0].filters[0].lines == ["2 java"])
        #expect(gathered.fileSystem.lines.first?.contains("1024-blocks") == true)
        #expect(gathered.memory.lines.contains { $0.hasPrefix("MemTotal:") })
        #expect(
            gathered.memory.lines.allSatisfy {
                $0.hasPrefix("Mem") || $0.hasPrefix("Cache") || $0.hasPrefix("Swap")
            }
        )
    }

    @Test(arguments: ["exit 3", "(", "'", "cat", "echo \"$(x", "}"])
    func `no scan command breaks what follows it`(command: String) throws {
        let gathered = try gather(command: command)
        #expect(gathered.scans[0].errors.status != nil)
        #expect(!gathered.memory.lines.isEmpty)
    }

    @Test func `a command that does not exist is told by its status`() throws {
        let gathered = try gather(command: "no-such-command-here")
        #expect(gathered.scans[0].errors.status == 127)
        #expect(gathered.scans[0].errors.lines.first?.contains("no-such-command-here") == true)
    }

    @Test func `what a command complains of is no line of its list`() throws {
        let gathered = try gather(command: "echo 'cannot connect to java' >&2; exit 1")
        #expect(gathered.scans[0].filters[0].count == 0)
        #expect(gathered.scans[0].lineCount == 0)
        #expect(gathered.scans[0].errors.lines == ["cannot connect to java"])
        #expect(gathered.scans[0].errors.status == 1)
        #expect(gathered.complaint.lines.isEmpty)
    }

    @Test func `the pattern is grep's, its case does not matter`() throws {
        try folder.write("a.log", "one ERROR\nnothing\nan error.\n")
        #expect(try logs("error", "a.log").lines == ["one ERROR", "an error."])
        #expect(try logs("error\\.$", "*.log").lines == ["an error."])
        #expect(try logs("e*nothing", "a.*").lines == ["nothing"])
        #expect(try logs("absent", "a.log").lines.isEmpty)
        #expect(try logs("absent", "a.log").status == 0)
    }

    @Test func `several files are named, the newest last`() throws {
        try folder.write("new.log", "error in new\n")
        try folder.write("old one.log", "error in old\n")
        let touched = try ChildProcess.run(
            "touch",
            ["-d", "2001-01-01", folder.file("old one.log")]
        )
        #expect(touched.status == 0)
        #expect(
            try logs("error", "*.log").lines == [
                "old one.log:error in old", "new.log:error in new",
            ]
        )
    }

    @Test func `much is bounded to the newest lines`() throws {
        try folder.write("a.log", (0..<1000).map { "error \($0)\n" }.joined())
        let section = try logs("error", "a.log")
        #expect(section.lines.count == GatherScript.logLines)
        #expect(section.lines.last == "error 999")
    }

    @Test func `binary noise does not hide lines`() throws {
        try folder.write("a.log", [0, 0, 1, 0x0A] + Array("error\n".utf8))
        #expect(try logs("error", "a.log").lines == ["error"])
    }

    @Test func `where there is nothing to search, the status says why`() throws {
        #expect(try logs("x", "*.none").status == GatherScript.LogStatus.noFile)
        let search = Gathering.LogSearch(folder: "/no/such/folder", pattern: "x", files: "*")
        #expect(try gather(search: search).logs[0].status == GatherScript.LogStatus.noFolder)
        try folder.write("b.log", "error\n")
        // As /var/log/README is where documentation is not installed.
        let linked = try ChildProcess.run("ln", ["-s", "/no/such/file", folder.file("A")])
        #expect(linked.status == 0)
        #expect(try logs("error", "*").lines == ["b.log:error"])
        #expect(try logs("error", "A").status == GatherScript.LogStatus.noFile)
        try folder.write("sub/x".replacing("/x", with: ""), "")
        #expect(try logs("x", "sub").status == 0)
    }

    @Test(arguments: [
        "$(touch pwned)", "';touch pwned;'", "`touch pwned`", "x\ntouch pwned\n", "-e x --",
    ])
    func `nothing of the configuration is run as a command`(text: String) throws {
        try folder.write("a.log", "x\n")
        _ = try logs(text, "a.log")
        _ = try logs("x", text)
        let search = Gathering.LogSearch(folder: text, pattern: "x", files: "*")
        _ = try gather(marker: text, search: search)
        #expect(try folder.names() == ["a.log"])
    }
}
