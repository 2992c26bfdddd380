// SPDX-License-Identifier: MIT

private import Glibc
package import PmonConfig
import PmonRecord
import PmonSystem
import PmonText

/// The messages of a tool: on stderr as `pmon-probe: warn: text`, and in the log file.
package struct Diagnostics: Sendable {
    /// The name in front of each line.
    let tool: String
    /// Lowest level that goes to stderr.
    var stderrLevel: LogLevel
    /// Lowest level that goes to the log file.
    var fileLevel: LogLevel
    /// The log file, if there is one.
    var file: LogFile?
    /// What another process has shown on stderr already.
    var reported: Set<String> = []

    /// Diagnostics of a tool; by default `WARN` and above go to stderr, and there is no file.
    package init(
        tool: String,
        stderrLevel: LogLevel = .warn,
        fileLevel: LogLevel = .info,
        file: LogFile? = nil
    ) {
        self.tool = tool
        self.stderrLevel = stderrLevel
        self.fileLevel = fileLevel
        self.file = file
    }

    /// Says something at a level.
    ///
    /// The text is not built where nobody wants it.
    package func say(_ level: LogLevel, _ text: @autoclosure () -> String) {
        let toStderr = level >= stderrLevel
        let toFile = file != nil && level >= fileLevel
        guard toStderr || toFile else { return }
        let text = text().pathText
        if toStderr, !reported.contains(text) {
            // Texts quote servers and files: what they hold must neither steer a terminal nor look like a further line.
            let line = "\(tool): \(level.rawValue.lowercased()): \(text.onOneLine)\n"
            var bytes = Array(line.utf8)
            // There is nowhere left to report that stderr cannot be written.
            _ = write(2, &bytes, bytes.count)
        }
        if toFile {
            file?.append("\(Timestamp.now().logLocal) - \(tool) - \(level.rawValue) - \(text)")
        }
    }

    /// What a person at the terminal should know; elsewhere it goes to the log file alone.
    package func tell(_ text: String) {
        var log = self
        if isatty(2) == 1, stderrLevel < .error {
            var bytes = Array("\(tool): \(text.pathText.onOneLine)\n".utf8)
            _ = write(2, &bytes, bytes.count)
            log.stderrLevel = .warn
        }
        log.info(text)
    }

    /// For those who look for a fault in pmon.
    package func debug(_ text: @autoclosure () -> String) { say(.debug, text()) }

    /// What the tool did.
    package func info(_ text: @autoclosure () -> String) { say(.info, text()) }

    /// Something the user should look at; the work goes on.
    package func warn(_ text: @autoclosure () -> String) { say(.warn, text()) }

    /// Part of the work failed.
    package func error(_ text: @autoclosure () -> String) { say(.error, text()) }
}
