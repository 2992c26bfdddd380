// SPDX-License-Identifier: MIT

import Glibc
import Testing

@testable import PmonSystem

struct ChildProgramTests {
    /// What a shell script prints, and how it ends.
    private func run(
        _ script: String,
        environment: [String]? = nil,
        ownSession: Bool = false
    ) throws -> (output: String, ending: ChildProgram.Ending) {
        let output = try PipeEnds()
        let program = try ChildProgram(
            ["sh", "-c", script],
            environment: environment,
            streams: [(0, nil), (1, output.write), (2, nil)],
            ownSession: ownSession
        )
        output.closeWrite()
        var bytes: [UInt8] = []
        while output.drain({ bytes += $0 }) {}
        return (String(decoding: bytes, as: UTF8.self), program.wait())
    }

    @Test func `output, status and signal are seen`() throws {
        let result = try run("echo out; echo lost >&2; cat; exit 7")
        #expect(result.output == "out\n")
        #expect(result.ending == .exited(7))
        #expect(try run("kill -KILL $$").ending == .killed(SIGKILL))
    }

    @Test func `a program that does not exist is an error`() {
        let text = "cannot start: no-such-program: No such file or directory"
        #expect(throws: ToolError(.unavailable, text)) {
            try ChildProgram(["no-such-program"], streams: [])
        }
    }

    @Test func `a parent that ignores SIGCHLD loses no ending`() throws {
        _ = signal(SIGCHLD, SIG_IGN)
        #expect(try run("exit 3").ending == .exited(3))
    }

    @Test func `ignored and blocked signals are not handed down`() throws {
        _ = signal(SIGPIPE, SIG_IGN)
        let result = try run("grep -E '^Sig(Ign|Blk)' /proc/self/status")
        // Signals 32 and 33 are the C library's own.
        let ignored = ["0000000000000000", "0000000180000000"]
        let lines = ignored.map { "SigBlk:\t0000000000000000\nSigIgn:\t\($0)\n" }
        #expect(lines.contains(result.output))
    }

    @Test func `it leads a group, and with a session of its own has no terminal`() throws {
        let group = try run("test $(ps -o pgid= -p $$) = $$ && test $(ps -o sid= -p $$) != $$")
        #expect(group.ending == .exited(0))
        let session = try run("test $(ps -o sid= -p $$) = $$ && ! cat </dev/tty", ownSession: true)
        #expect(session.ending == .exited(0))
    }

    @Test func `a signal ends what it has started, too`() throws {
        let output = try PipeEnds()
        let program = try ChildProgram(
            ["sh", "-c", "sleep 60 & echo $!; wait"],
            streams: [(0, nil), (1, output.write)]
        )
        output.closeWrite()
        var byte: UInt8 = 0
        #expect(read(output.read, &byte, 1) == 1)
        program.signal(SIGKILL)
        #expect(program.wait() == .killed(SIGKILL))
        // The pipe ends only when the grandchild has ended as well.
        while output.drain({ _ in }) {}
    }

    @Test func `variables are set anew and left out`() throws {
        let changes: [(name: String, value: String?)] = [("HOME", nil), ("PMON_TEST", "1 2")]
        let result = try run(
            "echo \"${HOME-none} $PMON_TEST ${PATH:+path}\"",
            environment: ChildProgram.environment(changes)
        )
        #expect(result.output == "none 1 2 path\n")
    }
}
