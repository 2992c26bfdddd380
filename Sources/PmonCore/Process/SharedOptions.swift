// SPDX-License-Identifier: MIT

package import ArgumentParser
private import Glibc

/// The flags that all five tools share.
package struct SharedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Configuration file (default: $PMON_CONF, else pmon.ini; if that is missing, the defaults).",
            valueName: "file"
        )
    )
    package var conf: String?

    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp(
            "From which level on the log gets a line: DEBUG, INFO, WARN, ERROR or FATAL.",
            valueName: "level"
        )
    )
    package var logLevel: LogLevel?

    @Flag(help: "Show errors only on stderr, no warnings.")
    package var quiet = false

    @Flag(
        name: .customLong("check-config"),
        help: "Check the configuration and leave with 0 or 78."
    )
    package var checkConfig = false

    /// The flags with their defaults.
    package init() {}

    /// The flags of an ordinary run.
    package init(taking plain: inout PlainArguments) {
        conf = plain.take("--conf")
        logLevel = nil
        quiet = plain.take("--quiet") != nil
        checkConfig = false
    }

    /// The configuration that the flags and the environment name.
    ///
    /// Throws 66 or 77 if a file that is there or named by flag cannot be opened, 78 if the configuration is wrong.
    package func configuration() throws(ToolError) -> Configuration {
        if let conf { return try Configuration.load(conf) }
        let path = getenv("PMON_CONF").map { String(cString: $0) } ?? ""
        let name = path.isEmpty ? "pmon.ini" : path
        guard access(name, F_OK) == 0 || errno != ENOENT && errno != ENOTDIR else {
            var configuration = Configuration()
            if !path.isEmpty {
                configuration.warnings.append(
                    "\(path): no such file, named by PMON_CONF; using the defaults"
                )
            }
            return configuration
        }
        return try Configuration.load(name)
    }
}

extension LogLevel: ExpressibleByArgument {
    /// The level a flag names; nil makes the flag's value wrong.
    package init?(argument: String) {
        self.init(name: argument)
    }
}
