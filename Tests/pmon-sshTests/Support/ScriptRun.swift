// SPDX-License-Identifier: MIT

import TestSupport

@testable import pmon_ssh

/// Runs the script of a gathering in a shell of this machine.
enum ScriptRun {
    /// A shell, and the folder of its own commands if it brings some.
    struct Shell: CustomStringConvertible, Sendable {
        let words: [String]
        var hasApplets = false

        var description: String { words.joined(separator: " ") }

        /// Shells that are `/bin/sh` somewhere.
        static let all = [
            Shell(words: ["dash"]), Shell(words: ["bash", "--posix"]), Shell(words: ["mksh"]),
            Shell(words: ["busybox", "sh"], hasApplets: true),
            Shell(words: ["zsh", "--emulate", "sh"]),
        ]
        static let standard = Shell(words: ["sh"])
    }

    /// What the script brings.
    static func gather(
        _ gathering: Gathering,
        shell: Shell = .standard,
        environment: [String: String] = [:]
    ) throws -> (gathered: Gathered, reader: SectionReader) {
        var environment = environment
        let folder = try TemporaryFolder()
        if shell.hasApplets {
            let installed = try ChildProcess.run("busybox", ["--install", "-s", folder.path])
            if installed.status == 0 { environment["PATH"] = "\(folder.path):/usr/bin:/bin" }
        }
        let text = GatherScript.text(gathering, nonce: "N")
        // Foundation hands down a mask of blocked signals, under which no shell can wait, see `BackgroundProcess`.
        let unmasked = """
            import os, signal, sys
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            os.execvp(sys.argv[1], sys.argv[1:])
            """
        let outcome = try ChildProcess.run(
            "/usr/bin/python3",
            ["-c", unmasked] + shell.words,
            input: text.utf8,
            environment: environment
        )
        var reader = SectionReader(gathering, nonce: "N")
        outcome.output.withUnsafeBytes { reader.take($0) }
        Array(outcome.errors.utf8).withUnsafeBytes { reader.takeError($0) }
        let gathered = reader.end(with: nil)
        return (gathered, reader)
    }

    /// A process list of one command, and one log search.
    static func gathering(
        command: String = "ps aux",
        marker: String = "java",
        search: Gathering.LogSearch? = nil
    ) -> Gathering {
        var gathering = Gathering()
        _ = gathering.add(command: command, marker: marker, logSearch: search)
        return gathering
    }
}
