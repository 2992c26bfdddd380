// SPDX-License-Identifier: MIT

private import Glibc
import PmonCore

/// Sees when the configuration file was changed, or when SIGHUP asks to read it again.
struct ConfigurationWatch {
    private struct Stamp: Equatable {
        let inode: UInt64
        let size: Int64
        let seconds: Int
        let nanoseconds: Int
    }

    private let shared: SharedOptions
    private let file: String?
    private var stamp: Stamp?

    /// A watch over the file as it is now; without a file only SIGHUP counts.
    init(shared: SharedOptions, file: String?) {
        self.shared = shared
        self.file = file
        stamp = file.flatMap(Self.stamp)
    }

    /// The configuration, if it was changed since the last call; its warnings go to the log.
    ///
    /// Throws where it cannot be read; the change is reported once.
    mutating func changed(_ log: Diagnostics) throws(ToolError) -> Configuration? {
        let isAsked = Signals.takeReloadRequest()
        let present = file.flatMap(Self.stamp)
        guard isAsked || present != stamp else { return nil }
        stamp = present
        let configuration = try shared.configuration()
        for warning in configuration.warnings { log.warn(warning) }
        return configuration
    }

    private static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path.pathBytes, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt64(status.st_ino),
            size: Int64(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
    }
}
