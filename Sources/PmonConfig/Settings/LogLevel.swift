// SPDX-License-Identifier: MIT

/// How grave a diagnostic is; the raw value is its name in the log file and in `log.level`.
package enum LogLevel: String, CaseIterable, Comparable, Sendable {
    /// For those who look for a fault in pmon.
    case debug = "DEBUG"
    /// What the tool did.
    case info = "INFO"
    /// Something the user should look at; the work goes on.
    case warn = "WARN"
    /// Part of the work failed.
    case error = "ERROR"
    /// The tool cannot go on.
    case fatal = "FATAL"

    /// The level of a name without case; nil if there is none.
    ///
    /// `WARNING` and `CRITICAL` are taken as well.
    package init?(name: String) {
        switch name.uppercased() {
        case "WARNING": self = .warn
        case "CRITICAL": self = .fatal
        case let name: self.init(rawValue: name)
        }
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }
}
