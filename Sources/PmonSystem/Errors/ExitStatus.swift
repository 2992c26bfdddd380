// SPDX-License-Identifier: MIT

/// How a tool ends, after sysexits.h and the shell's 128 + signal.
///
/// https://man.openbsd.org/sysexits.3
package enum ExitStatus: Int32, CaseIterable, Sendable {
    /// The tool did its work, even when checks failed.
    case success = 0
    /// A condition that was asked for (`--fail`) is false.
    case conditionFalse = 1
    /// Wrong flags or arguments.
    case usage = 64
    /// A bad input line, or a damaged file.
    case data = 65
    /// An input cannot be opened.
    case noInput = 66
    /// A peer, such as the mail server, is not available.
    case unavailable = 69
    /// A bug of pmon.
    case software = 70
    /// An output file cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Try again later: a lock was held too long, a mail was not accepted.
    case tryAgain = 75
    /// Permission denied.
    case permission = 77
    /// The configuration is wrong.
    case configuration = 78
    /// Work was cut short by SIGHUP.
    case hungUp = 129
    /// Work was cut short by SIGINT.
    case interrupted = 130
    /// The reader of stdout went away (SIGPIPE).
    case brokenPipe = 141
    /// Work was cut short by SIGTERM.
    case terminated = 143

    /// One line for manuals: when a tool ends so.
    package var meaning: String {
        switch self {
        case .success: "the tool did its work, even when checks fail"
        case .conditionFalse: "an asked-for condition is false (--fail)"
        case .usage: "wrong usage: an unknown flag or a wrong value"
        case .data: "a bad input line or a damaged file"
        case .noInput: "an input cannot be opened"
        case .unavailable: "a peer is not available"
        case .software: "a bug of pmon"
        case .cannotCreate: "an output cannot be created"
        case .inputOutput: "reading or writing failed"
        case .tryAgain: "try again: a lock was held too long, or mail was not accepted"
        case .permission: "permission denied"
        case .configuration: "the configuration is wrong"
        case .hungUp: "work was cut short by SIGHUP"
        case .interrupted: "work was cut short by SIGINT"
        case .brokenPipe: "the reader of stdout went away"
        case .terminated: "work was cut short by SIGTERM"
        }
    }
}
