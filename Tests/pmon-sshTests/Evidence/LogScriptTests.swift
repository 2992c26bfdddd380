// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

/// The search is run by this machine's own shells.
struct LogScriptTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func logs(
        _ pattern: String,
        _ files: String,
        isCaseExact: Bool = false,
        shell: ScriptRun.Shell = .standard,
        place: String? = nil
    ) throws -> LogResult {
        var search = Gathering.LogSearch(
            folder: place ?? folder.path,
            pattern: pattern,
            files: files
        )
        search.isCaseExact = isCaseExact
        let gathering = ScriptRun.gathering(command: "true", search: search)
        return try ScriptRun.gather(gathering, shell: shell).gathered.logs[0]
    }

    private func lines(_ pattern: String, _ files: String, isCaseExact: Bool = false) throws
        -> [String]
    {
        try logs(pattern, files, isCaseExact: isCaseExact).lines.lines
    }

    private func account(_ result: LogResult) -> String {
        let search = Gathering.LogSearch(folder: "/logs", pattern: "error", files: "*")
        let (alarm, notice) = result.sentences(search)
        return (alarm + notice).joined(separator: "; ")
    }

    private func run(_ program: String, _ arguments: String...) throws {
        #expect(try ChildProcess.run(program, arguments).status == 0)
    }

    @Test func `the pattern is grep's, and its case counts only if that is asked for`() throws {
        try folder.write("a.log", "one ERROR\nnothing\nan error.\n")
        #expect(try lines("error", "a.log") == ["one ERROR", "an error."])
        #expect(try lines("error", "a.log", isCaseExact: true) == ["an error."])
        #expect(try lines("error\\.$", "*.log") == ["an error."])
        #expect(try lines("e*nothing", "a.*") == ["nothing"])
        #expect(try lines("absent", "a.log").isEmpty)
        #expect(try logs("absent", "a.log").lines.status == 0)
        try folder.write("b.log", "ÜBERLAUF\nüberlauf\n")
        #expect(try lines("überlauf", "b.log").count == 2)
        #expect(try lines("überlauf", "b.log", isCaseExact: true) == ["überlauf"])
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `several files are named, the newest last, whatever their names`(shell: ScriptRun.Shell)
        throws
    {
        for (day, name) in ["b ü.log", "-x.log", "ж.log", "a.log"].enumerated() {
            try folder.write(name, "error \(day)\n")
            try run("touch", "-d", "2001-01-0\(day + 1)", "--", folder.file(name))
        }
        let result = try logs("error", "*.log", shell: shell)
        #expect(
            result.lines.lines == [
                "b ü.log:error 0", "-x.log:error 1", "ж.log:error 2", "a.log:error 3",
            ]
        )
        #expect(account(result).hasSuffix("searched 4 log files, 32 bytes"))
    }

    @Test func `what stands for a letter stands for any letter`() throws {
        try folder.write("a.log", "Grün ist\nGran ist\n")
        #expect(try lines("Gr.n ist", "a.log").count == 2)
        #expect(try lines("gr[äüa]n", "a.log", isCaseExact: false).count == 2)
    }

    @Test func `a file that cannot be read is named, but not a link to nothing`() throws {
        try run("ln", "-s", folder.file("nosuch"), folder.file("gone.log"))
        #expect(account(try logs("error", "*.log")) == "no log file * in /logs")
        // Reading it fails, though it may be opened.
        try run("ln", "-s", "/proc/self/mem", folder.file("mem.log"))
        let broken = account(try logs("error", "mem.log"))
        #expect(broken.contains("but incompletely: ") && broken.contains("mem.log"))
    }

    @Test func `much is bounded to the newest lines`() throws {
        try folder.write("a.log", (0..<1000).map { "error \($0)\n" }.joined())
        let found = try lines("error", "a.log")
        #expect(found.count == LogScript.mostLines)
        #expect(found.last == "error 999")
    }

    @Test func `of a long file the end is searched, and that is said`() throws {
        let filler = String(repeating: "x", count: 999) + "\n"
        try folder.write(
            "a.log",
            "error at the beginning\n" + String(repeating: filler, count: 4300) + "error at the end"
        )
        try folder.write("b.log", "error in b\n")
        try run("touch", "-d", "2001-01-01", folder.file("b.log"))
        #expect(try lines("error", "a.log") == ["error at the end"])
        let both = try logs("error", "*.log")
        #expect(both.lines.lines == ["b.log:error in b", "a.log:error at the end"])
        #expect(
            account(both).hasSuffix("searched 2 log files, 4096 KiB, only the last 4096 KiB of 1")
        )
    }

    @Test(arguments: [ScriptRun.Shell.standard, .init(words: ["busybox", "sh"], hasApplets: true)])
    func `of many files the newest are searched`(shell: ScriptRun.Shell) throws {
        let names = (1...3000).map { "a\($0)-long-enough-to-fill-the-space-for-arguments.log" }
        for name in names { try folder.write(name, "") }
        // busybox compares whole seconds.
        let old = try ChildProcess.run("touch", ["-d", "2001-01-01"] + names.map(folder.file))
        #expect(old.status == 0)
        try folder.write("new.log", "error\n")
        let result = try logs("error", "*.log", shell: shell)
        #expect(result.lines.lines == ["new.log:error"])
        #expect(account(result).contains("searched 20 log files, 6 bytes, the newest of 3001"))
    }

    @Test func `binary noise does not hide lines`() throws {
        try folder.write("a.log", [0, 0, 1, 0x0A] + Array("error\n".utf8))
        #expect(try lines("error", "a.log") == ["error"])
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `compressed files, folders and pipes are left out, and named`(shell: ScriptRun.Shell)
        throws
    {
        for name in ["a.gz", "b.xz", "c.zst"] { try folder.write(name, "error\n") }
        try run("mkdir", folder.file("sub"))
        try run("mkfifo", folder.file("pipe"))
        let nothing = try logs("error", "*", shell: shell)
        #expect(nothing.lines.status == LogScript.Status.nothingToSearch)
        #expect(
            account(nothing).hasSuffix("can be searched: 3 compressed, 1 folder, 1 not regular")
        )
        try folder.write("x", "nothing\n")
        // As /var/log/README is where documentation is not installed.
        try run("ln", "-s", "/no/such/file", folder.file("link"))
        let searched = try logs("error", "*", shell: shell)
        #expect(
            account(searched)
                == "no log line matches 'error'; searched 1 log file, 8 bytes, "
                + "left out: 3 compressed, 1 folder, 1 not regular"
        )
    }

    @Test(arguments: ScriptRun.Shell.all)
    func `where there is nothing to search, the status says why`(shell: ScriptRun.Shell) throws {
        #expect(try logs("x", "*.none", shell: shell).lines.status == LogScript.Status.noFile)
        let missing = try logs("x", "*", shell: shell, place: "/no/such/folder")
        #expect(missing.lines.status == LogScript.Status.noFolder)
        try folder.write("file", "x\n")
        let file = try logs("x", "*", shell: shell, place: folder.file("file"))
        #expect(file.lines.status == LogScript.Status.noFolder)
    }
}
