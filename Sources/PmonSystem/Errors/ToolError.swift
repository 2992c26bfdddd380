// SPDX-License-Identifier: MIT

private import Glibc

/// A failure of pmon itself, as opposed to a failure of what it monitors (which is a record).
///
/// `message` reads `what failed: target: reason`, in lower case, without a final full stop and without secrets.
package struct ToolError: Error, Equatable, Sendable, CustomStringConvertible {
    /// How the tool ends because of it.
    package let status: ExitStatus
    /// The message on stderr.
    package let message: String
    /// Warnings printed before it: they often name the cause, such as an unknown key.
    package let warnings: [String]

    /// A failure with the status it ends the tool with.
    package init(_ status: ExitStatus, _ message: String, warnings: [String] = []) {
        self.status = status
        self.message = message
        self.warnings = warnings
    }

    /// A failed system call: `cannot OPERATION: TARGET: text of errno`.
    ///
    /// The status follows from errno: permission 77, broken pipe 141, a fault of the machine 74, else `fallback`.
    package static func system(
        _ operation: String,
        _ target: String,
        errno code: Int32,
        fallback: ExitStatus = .inputOutput
    ) -> ToolError {
        let status: ExitStatus
        switch code {
        case EPIPE: status = .brokenPipe
        case EACCES, EPERM: status = .permission
        // No path is to blame: opening fails as reading and writing would.
        case EIO, ESTALE, EMFILE, ENFILE, ENOMEM: status = .inputOutput
        default: status = fallback
        }
        return ToolError(status, "cannot \(operation): \(target): \(text(ofErrno: code))")
    }

    /// The system's words for an errno value, for example `No space left on device`.
    package static func text(ofErrno code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }

    package var description: String { message }
}
