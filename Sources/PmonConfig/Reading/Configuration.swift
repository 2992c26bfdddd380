// SPDX-License-Identifier: MIT

package import PmonSystem
import PmonText

/// The whole of `pmon.ini` in types; without a file, the defaults.
package struct Configuration: Equatable, Sendable {
    /// The file it was read from; nil where there is none.
    package var file: String?
    /// Section `[pmon]`.
    package var pmon = PmonSettings()
    /// Sections `[urls]` and `[checks]`, in the order of `[urls]`.
    package var targets: [Target] = [] {
        didSet { indexTargets() }
    }
    /// Section `[remote]`, by target key.
    package var remotes: [String: RemoteSettings] = [:]
    /// Section `[maintenance]`, in its order.
    package var maintenance: [MaintenanceWindow] = []
    /// Section `[email]`; nil where there is none.
    package var email: EmailSettings?
    /// Section `[tell]`: the channels that have a command.
    package var channels: [ChannelSettings] = []
    /// Warnings, each `file:line: text`.
    package var warnings: [String] = []
    /// Wrong values, each `file:line: key: text`; each costs what it belongs to, nothing else.
    package var faults: [String] = []
    /// True if the file is malformed, or a value is wrong that no tool can do without; only an examination gets to see one.
    package var isUnusable = false
    /// Those of `[pmon]` that only checks use: they cost every check.
    package var checkFaults: [String] = []
    /// Those of `[pmon]` that only the page uses.
    package var pageFaults: [String] = []
    /// Those of `[maintenance]`: a window that cannot be read is never open.
    package var maintenanceFaults: [String] = []
    /// Those of steps that belong to no target.
    var stepFaults: [String] = []
    /// Those of `[email]`.
    package var mailFaults: [String] = []
    /// Those of `[tell]`, and of the keys that decide what is news: defaults take their place.
    package var newsFaults: [String] = []
    /// Those that pmon-probe reports beside those of its targets.
    package var probeFaults: [String] { maintenanceFaults + stepFaults }
    /// Where the keys of `[pmon]` stand in the file.
    package var places: [SettingPlace] = []

    /// A configuration of nothing but defaults.
    package init() {}

    /// The folder relative paths of the file start at; empty for the working folder.
    package var folder: String { file.map(FilePaths.folder(of:)) ?? "" }

    /// The target of a key, case ignored.
    package func target(_ key: String) -> Target? {
        positions[key.lowercased()].map { targets[$0] }
    }

    /// Where in `targets` each key stands; of equal keys, the first.
    private var positions: [String: Int] = [:]

    private mutating func indexTargets() {
        positions = Dictionary(
            zip(targets.lazy.map(\.key), targets.indices),
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Bytes that a configuration file has at most.
    static let longestFile = 64 << 20

    /// Reads a configuration file.
    ///
    /// Throws 66 or 77 if it cannot be opened, 78 with `file:line` of every error, one a line.
    /// One that is only looked at has them in `faults`: with `isExamined`.
    package static func load(
        _ path: String,
        isExamined: Bool = false
    ) throws(ToolError) -> Configuration {
        let bytes = try FileBytes.read(path, limit: longestFile)
        var configuration = try ConfigurationReader.read(
            bytes,
            name: path,
            isExamined: isExamined
        )
        if configuration.holdsLiteralSecret, FileBytes.isReadableByOthers(path) {
            configuration.warnings.append(
                "\(path): holds a password and can be read by others: chmod o-r, or use env:NAME or file:PATH"
            )
        }
        return configuration
    }

    /// True if a password, a token or a URL with a password stands in the file itself.
    private var holdsLiteralSecret: Bool {
        var sources: [SecretSource?] = [pmon.httpPwd, email?.pwd]
        var addresses: [String?] = [pmon.proxy]
        for remote in remotes.values { sources += [remote.pwd, remote.passphrase] }
        func add(_ checks: CheckSettings, _ address: String?) {
            sources += [checks.pwd, checks.bearer, checks.passphrase]
            if checks.holdsSecretBody { sources.append(checks.body) }
            sources += checks.headers.filter(\.isSecret).map(\.value)
            addresses += [address, checks.proxy]
            for step in checks.steps { add(step.checks, step.address) }
        }
        for target in targets { add(target.checks, target.address) }
        return sources.contains { $0?.isLiteral ?? false }
            || addresses.contains { address in
                address.map { URLText.redacted($0) != $0 } ?? false
            }
    }
}
