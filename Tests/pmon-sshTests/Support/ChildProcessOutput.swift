// SPDX-License-Identifier: MIT

import TestSupport

/// The output of programs that serve as oracles.
enum ChildProcessOutput {
    /// What a program prints, whatever its status.
    static func of(
        _ program: String,
        _ arguments: [String] = [],
        input: [UInt8] = []
    ) throws -> String {
        try ChildProcess.run(program, arguments, input: input).text
    }
}
