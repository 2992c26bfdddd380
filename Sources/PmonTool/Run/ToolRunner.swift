// SPDX-License-Identifier: MIT

private import ArgumentParser
private import Glibc
import PmonConfig
import PmonSystem
import PmonText

/// Runs a tool from its arguments to its exit status; the one place where errors become messages and statuses.
package enum ToolRunner {
    /// Parses the process' arguments, runs the tool they ask for, and ends the process; `name` stands before messages.
    package static func run<Root: Tool>(_ root: Root.Type, name: String) -> Never {
        openStandardDescriptors()
        Signals.ignoreBrokenPipes()
        Signals.holdReload()
        let arguments = ProcessArguments.all
        if let plain = PlainArguments(arguments),
            let work = Root.work(plain: plain)
        {
            leave(run(work, name: name))
        }
        do {
            var command = try root.parseAsRoot(arguments)
            if let tool = command as? any Tool {
                leave(run(tool.work, name: name))
            }
            // Help, the version and completion scripts are commands of the argument parser itself.
            try command.run()
            leave(flushed(.success))
        } catch {
            leave(report(parsing: error, by: root, name: name))
        }
    }

    /// Does the work; its error is said on stderr and becomes the status.
    private static func run(_ work: any ToolWork, name: String) -> ExitStatus {
        let isReloading =
            work.reloadsConfiguration && !work.shared.checkConfig && work.shared.show.isEmpty
        if !isReloading { Signals.releaseReload() }
        var log = Diagnostics(tool: name, stderrLevel: work.shared.quiet ? .error : .warn)
        do {
            if !work.shared.show.isEmpty { return try show(work.shared) }
            let configuration = try work.shared.configuration()
            if !work.shared.checkConfig {
                try FileNames(configuration, work.files).expectDifferent()
            }
            log = try diagnostics(name, work.shared, configuration)
            if work.shared.checked {
                log.reported = Set(configuration.warnings + configuration.faults)
            }
            for warning in configuration.warnings { log.warn(warning) }
            if work.shared.checkConfig {
                let check = ConfigurationCheck(configuration, by: work)
                for warning in check.warnings { log.warn(warning) }
                for problem in check.problems { log.error(problem) }
                return check.status
            }
            Signals.install(reloading: work.reloadsConfiguration)
            return try work.execute(ToolContext(configuration: configuration, log: log))
        } catch {
            say(error, to: log)
            return error.status
        }
    }

    /// Prints the settings that `--show` names, a line each.
    private static func show(_ options: SharedOptions) throws(ToolError) -> ExitStatus {
        let settings = try SettingLookup(file: try options.file())
        let lines = try options.show.map { name throws(ToolError) in try settings.line(name) }
        let writer = LineWriter()
        for line in lines {
            try writer.write(line: line.pathBytes.dropLast().map(UInt8.init(bitPattern:)))
        }
        try writer.flush()
        return .success
    }

    /// Reports an error, one diagnostic for each line of it.
    ///
    /// A reader that went away is not reported.
    private static func say(_ error: ToolError, to log: Diagnostics) {
        guard error.status != .brokenPipe else { return }
        for warning in error.warnings { log.warn(warning) }
        for line in error.message.split(separator: "\n") { log.error(String(line)) }
    }

    private static func diagnostics(
        _ name: String,
        _ options: SharedOptions,
        _ configuration: Configuration
    ) throws(ToolError) -> Diagnostics {
        var log = Diagnostics(tool: name, stderrLevel: options.quiet ? .error : .warn)
        log.fileLevel = options.logLevel ?? configuration.pmon.logLevel
        if options.checkConfig {
            // A check leaves no trace.
        } else if let path = configuration.pmon.logFile {
            log.file = try LogFile(
                path: path,
                owner: FileOwner(like: configuration.pmon.dataFile)
            )
        } else if let level = options.logLevel, !options.quiet {
            // Without a log file, stderr is the only place where the asked-for lines can be seen.
            log.stderrLevel = min(level, .warn)
        }
        return log
    }

    /// Help and version go to stdout with 0; a usage error to stderr with 64.
    private static func report<Root: ParsableCommand>(
        parsing error: any Error,
        by root: Root.Type,
        name: String
    ) -> ExitStatus {
        let text = root.fullMessage(for: error)
        guard root.exitCode(for: error).rawValue != 0 else {
            do throws(ToolError) {
                let writer = LineWriter()
                try writer.write(text)
                try writer.flush()
                return .success
            } catch {
                say(error, to: Diagnostics(tool: name))
                return error.status
            }
        }
        let message = text.removingPrefix("Error: ") ?? text
        for (index, line) in message.split(separator: "\n").enumerated() {
            let prefix = index == 0 ? "\(name): error: " : ""
            // An argument that is not wanted is quoted; it may be an address with its password.
            var bytes = Array("\(prefix)\(URLText.redacted(inText: String(line)))\n".utf8)
            _ = write(2, &bytes, bytes.count)
        }
        return .usage
    }

    /// The status, or 74 if what the C library still buffers for stdout cannot be written.
    private static func flushed(_ status: ExitStatus) -> ExitStatus {
        guard fflush(nil) != 0 else { return status }
        return errno == EPIPE ? .brokenPipe : .inputOutput
    }

    /// Makes sure that descriptors 0 to 2 are open, so that no file of ours becomes stdout by accident.
    ///
    /// Using one that was closed still fails: stdin cannot be read, and stdout is a pipe whose reader has gone.
    private static func openStandardDescriptors() {
        if fcntl(0, F_GETFD) < 0 { _ = open("/dev/null", O_WRONLY) }
        if fcntl(1, F_GETFD) < 0 {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return }
            // The lowest free descriptor is 1, so that this is the end to read from.
            dup2(ends[1], 1)
            close(ends[1])
        }
        if fcntl(2, F_GETFD) < 0 { _ = open("/dev/null", O_WRONLY) }
    }

    /// Ends the process.
    ///
    /// It does not wait for other threads: their owners have done so. Nor do libraries tidy up, which helps nobody, takes a
    /// twenty-fifth of a short run, and pulls the ground from under a thread that is still there.
    private static func leave(_ status: ExitStatus) -> Never {
        _exit(status.rawValue)
    }
}
