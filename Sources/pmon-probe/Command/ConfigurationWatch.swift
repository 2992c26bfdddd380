// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonCurl
import PmonSystem
import PmonTool

/// Sees when the configuration file or a file of trusted certificates was changed, or when SIGHUP asks to read them again.
struct ConfigurationWatch {
    private let shared: SharedOptions
    private let file: String?
    /// The files that are watched: the configuration file and the certificates that it names.
    private var paths: [String]
    private var stamps: [FileStamp?]

    /// A watch over the files of a configuration as they are now; without files only SIGHUP counts.
    init(shared: SharedOptions, configuration: Configuration) {
        self.shared = shared
        file = configuration.file
        paths = Self.paths(file, configuration)
        stamps = paths.map { FileStamp(path: $0) }
    }

    /// The configuration, if a file was changed since the last call; its warnings go to the log.
    ///
    /// Throws where it cannot be read; the change is reported once.
    mutating func changed(_ log: Diagnostics) throws(ToolError) -> Configuration? {
        let isAsked = Signals.takeReloadRequest()
        let present = paths.map { FileStamp(path: $0) }
        guard isAsked || present != stamps else { return nil }
        stamps = present
        let configuration = try shared.configuration()
        let before = paths
        paths = Self.paths(file, configuration)
        // A file that was named before keeps its stamp from before it was read, so that no change is missed.
        let known = Dictionary(zip(before, present)) { first, _ in first }
        stamps = paths.map { path in known[path] ?? FileStamp(path: path) }
        for warning in configuration.warnings { log.warn(warning) }
        return configuration
    }

    private static func paths(_ file: String?, _ configuration: Configuration) -> [String] {
        let trust = configuration.pmon.caFile ?? EasyHandle.systemTrustFile
        let own = configuration.targets.compactMap(\.checks.ca).filter {
            $0 != CheckSettings.systemTrust
        }
        return [file, trust].compactMap { $0 } + Set(own).sorted()
    }
}
