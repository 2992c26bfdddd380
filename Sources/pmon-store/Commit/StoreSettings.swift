// SPDX-License-Identifier: MIT

import Glibc
import PmonConfig
import PmonHistory
import PmonRecord
import PmonSystem
import PmonTool

/// Which files are written, and by which rules.
struct StoreSettings {
    /// The data file and those beside it.
    let paths: HistoryPaths
    /// The latest file; nil if none is written.
    let latest: String?
    /// Size of the data file below which every run folds.
    let foldBelow: Int
    /// What a fold keeps of each address.
    let keep: Retention
    /// Where a fold puts what it does not keep; nil drops it.
    let archive: String?
    /// The name of this monitor.
    let monitor: String
    /// Its vantage point; nil if it has none.
    let place: String?
    /// The targets of `[urls]` with their addresses as records spell them.
    let targets: [String: URLKey]
    /// The addresses of `[urls]` as records spell them; empty if there are none.
    let addresses: Set<URLKey>

    /// The settings of a configuration and the flags over it.
    init(_ configuration: Configuration, _ files: FileOptions) throws(ToolError) {
        let pmon = configuration.pmon
        paths = try HistoryPaths(data: files.data ?? pmon.dataFile)
        // With a data file of its own, a run leaves the configured latest file alone.
        latest = files.latest ?? (files.data == nil ? pmon.latestFile : nil)
        foldBelow = pmon.dataFold
        keep = pmon.dataKeep
        archive = pmon.dataArchive.flatMap { Self.isNull($0) ? nil : $0 }
        monitor = pmon.id
        place = pmon.place
        targets = Dictionary(
            configuration.targets.map { ($0.key, URLKey($0.redacted)) },
            uniquingKeysWith: { first, _ in first }
        )
        addresses = Set(targets.values)
    }

    /// True for /dev/null by any name: what would be archived there is dropped, without a lock beside it.
    private static func isNull(_ path: String) -> Bool {
        var (file, null) = (stat(), stat())
        return stat(path.pathBytes, &file) == 0 && stat("/dev/null", &null) == 0
            && file.st_mode & S_IFMT == S_IFCHR && file.st_rdev == null.st_rdev
    }
}
