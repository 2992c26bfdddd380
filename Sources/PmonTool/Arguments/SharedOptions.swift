// SPDX-License-Identifier: MIT

private import Glibc
package import PmonConfig
package import PmonSystem

/// The values of the flags that all five tools share.
package struct SharedOptions: Sendable {
    /// `--conf`.
    var conf: String?
    /// `--log-level`.
    var logLevel: LogLevel?
    /// `--quiet`.
    package var quiet = false
    /// `--check-config`.
    var checkConfig = false
    /// `--checked`.
    package var checked = false
    /// `--show`.
    var show: [String] = []

    /// Nothing asked for, or what is given.
    package init(
        conf: String? = nil,
        logLevel: LogLevel? = nil,
        quiet: Bool = false,
        checkConfig: Bool = false,
        checked: Bool = false,
        show: [String] = []
    ) {
        self.conf = conf
        self.logLevel = logLevel
        self.quiet = quiet
        self.checkConfig = checkConfig
        self.checked = checked
        self.show = show
    }

    /// Those of an ordinary run.
    package init(taking plain: inout PlainArguments) {
        conf = plain.take(.conf)
        quiet = plain.takes(.quiet)
        checked = plain.takes(.checked)
    }

    /// The configuration that the flags and the environment name.
    ///
    /// Throws 66 or 77 if a file that is there, or named by flag or environment, cannot be opened, 78 if the
    /// configuration is wrong and this is no `--check-config`, which reports all of it at once.
    package func configuration() throws(ToolError) -> Configuration {
        guard let path = try file() else { return Configuration() }
        return try Configuration.load(path, isExamined: checkConfig)
    }

    /// The file that the flags and the environment name; nil if there is none.
    ///
    /// Throws 66 if the environment names one that is not there.
    func file() throws(ToolError) -> String? {
        if let conf { return conf }
        let path = getenv("PMON_CONF").map { FilePaths.text(of: $0) } ?? ""
        let name = path.isEmpty ? "pmon.ini" : path
        guard access(name.pathBytes, F_OK) == 0 || errno != ENOENT && errno != ENOTDIR else {
            guard path.isEmpty else {
                throw ToolError(.noInput, "cannot open: \(path): no such file, named by PMON_CONF")
            }
            return nil
        }
        return name
    }
}
