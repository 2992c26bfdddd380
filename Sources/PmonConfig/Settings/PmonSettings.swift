// SPDX-License-Identifier: MIT

private import Glibc
package import PmonSystem
package import PmonText

/// The section `[pmon]`; each property starts with its default.
package struct PmonSettings: Equatable, Sendable {
    /// Instance of the monitor.
    package var id = Self.hostName()
    /// All results; path resolved against the ini file's folder.
    package var dataFile = "pmon.json"
    /// Just the latest result of each address.
    package var latestFile = "current.json"
    /// The file of silences, by default beside the latest file; nil reads none.
    package var silenceFile: String? = Self.silenceName
    /// The log file.
    package var logFile: String?
    /// Lowest level that goes to the log file.
    package var logLevel = LogLevel.info
    /// Time limit of a whole check.
    package var timeout = Duration.seconds(10)
    /// Port of the server, 0 (any free one) to 65535.
    package var httpPort = 8080
    /// Address the server listens on.
    package var httpBind = "127.0.0.1"
    /// Path under which a proxy shows the page, such as `/status`; empty for its root.
    package var httpPath = ""
    /// Folder that replaces the built-in page.
    package var httpPublic: String?
    /// User of the page's basic authentication.
    package var httpUser: String?
    /// Password of the page's basic authentication.
    package var httpPwd: SecretSource?
    /// Further host names the page answers to.
    package var httpHosts: [String] = []
    /// The command of a forced scan, run by `sh -c`; nil is the pipeline of this installation.
    package var scanCommand: String?
    /// Least time between two forced scans.
    package var scanPause = Duration.seconds(5)
    /// Checks at once.
    package var concurrency = 256
    /// Further tries after an EXCEPTION_ERROR.
    package var retries = 0
    /// Pause before a further try.
    package var retryPause = Duration.seconds(1)
    /// Expected time between scans; nil if there is none.
    package var every: Duration?
    /// A success that takes longer gets a warning.
    package var slow: Duration?
    /// A certificate with less time left gets a warning.
    package var certWarn = CertificateWarning.auto
    /// Failing runs until a check is down; nil is `after` of `[email]`.
    package var after: AlarmThreshold?
    /// Good runs in a row until a check is well again.
    package var recover = 1
    /// The `User-Agent` header.
    package var userAgent = "pmon/\(Version.current)"
    /// Proxy of all checks; may hold a password.
    @Masked package var proxy: String? = nil
    /// File of trusted certificates; nil is the system's.
    package var caFile: String?
    /// IP version.
    package var ip = IPFamily.any
    /// The readers that see more than names and states on the page.
    package var httpEvidence = EvidenceAudience.everybody
    /// Which addresses of a name are checked.
    package var addresses = AddressChoice.first
    /// HTTP version.
    package var http = HTTPVersion.v11
    /// Redirects followed at most.
    package var follow = 10
    /// Bytes of a body received at most.
    package var maxBody = 10 << 20
    /// When the answer of the server goes into the record.
    package var keepResponse = AnswerKeeping.failure
    /// Bytes of its body that do, at most.
    package var keepSize = 2 << 10
    /// A record has to fit into a line of a megabyte.
    static let longestKeepSize = 64 << 10
    /// The vantage point.
    package var place: String?
    /// Size up to which every run rewrites the data file.
    package var dataFold = 8 << 20
    /// The number or age of records that are kept per address.
    package var dataKeep = Retention.all
    /// The file for records that are no longer kept; nil drops them.
    package var dataArchive: String?

    /// Settings of nothing but defaults.
    package init() {}

    /// The default name of the file of silences.
    static let silenceName = "pmon.silence"

    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
            as: UTF8.self
        )
    }
}
