// SPDX-License-Identifier: MIT

package import PmonSystem

/// A call of libcurl that failed, or a transfer that ended badly.
package struct CurlError: Error, Equatable, Sendable, CustomStringConvertible {
    /// libcurl's message.
    package let code: CurlCode
    /// The attempted action, as a verb: `set URL`, `perform`.
    let operation: String
    /// libcurl's detail beyond the code; empty if there is none.
    ///
    /// It may hold host names, no secrets.
    let detail: String

    /// An error of that code while doing `operation`.
    init(_ code: CurlCode, operation: String, detail: String = "") {
        self.code = code
        self.operation = operation
        self.detail = detail
    }

    package var description: String {
        "cannot \(operation): libcurl: \(detail.isEmpty ? code.text : detail)"
    }

    /// The error as the end of a tool: a bug of pmon (70), or a lack of memory (74).
    package var toolError: ToolError {
        ToolError(code == .outOfMemory ? .inputOutput : .software, description)
    }
}
