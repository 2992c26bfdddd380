// SPDX-License-Identifier: MIT

private import Foundation

/// Runs another program to its end.
package enum ChildProcess {
    /// How a program ended and what it said.
    package struct Outcome: Equatable, Sendable {
        /// Its exit status; 128 + signal where a signal ended it.
        package let status: Int32
        /// All of stdout.
        package let output: [UInt8]
        /// All of stderr.
        package let errors: String

        /// stdout as text.
        package var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs a program, found in PATH, with those arguments and that input.
    ///
    /// `environment` is added to the present one. Input and output are files, so that neither side can block.
    package static func run(
        _ program: String,
        _ arguments: [String] = [],
        input: some Sequence<UInt8> = [],
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let folder = try TemporaryFolder()
        let names = ["input", "output", "errors"]
        try folder.write(names[0], input)
        for name in names.dropFirst() { try folder.write(name, "") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment) { _, new in new }
        process.standardInput = FileHandle(forReadingAtPath: folder.file(names[0]))
        process.standardOutput = FileHandle(forWritingAtPath: folder.file(names[1]))
        process.standardError = FileHandle(forWritingAtPath: folder.file(names[2]))
        try process.run()
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return Outcome(
            status: process.terminationStatus + (isSignal ? 128 : 0),
            output: try folder.bytes(names[1]),
            errors: try folder.text(names[2])
        )
    }
}
