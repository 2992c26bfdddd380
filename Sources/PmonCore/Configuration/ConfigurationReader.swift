// SPDX-License-Identifier: MIT

/// Turns the text of an ini file into a `Configuration`, collecting every error with its place.
struct ConfigurationReader {
    /// The sections pmon knows.
    static let sections = ["pmon", "urls", "checks", "remote", "email"]

    private let name: String
    private var configuration = Configuration()
    private var errors: [String] = []

    /// Reads a whole file; `name` is its path, which also tells where relative paths start.
    static func read(_ bytes: [UInt8], name: String) throws(ToolError) -> Configuration {
        let ini = try IniFile(bytes, name: name)
        var reader = ConfigurationReader(name: name)
        reader.configuration.file = name
        let defaults = PmonSettings()
        let folder = reader.configuration.folder
        reader.configuration.pmon.dataFile = FilePaths.resolve(defaults.dataFile, folder: folder)
        reader.configuration.pmon.latestFile = FilePaths.resolve(
            defaults.latestFile,
            folder: folder
        )
        // The addresses first, so that the other sections can be checked against them wherever they stand.
        for section in ini.sections where section.name == "urls" { reader.readURLs(section) }
        for section in ini.sections where section.name != "urls" { reader.read(section) }
        guard reader.errors.isEmpty else {
            throw ToolError(.configuration, reader.errors.joined(separator: "\n"))
        }
        return reader.configuration
    }

    private init(name: String) {
        self.name = name
    }

    private mutating func read(_ section: IniFile.Section) {
        switch section.name {
        case "pmon":
            for entry in section.entries {
                guard let key = PmonKey(rawValue: entry.key) else {
                    warnUnknown(entry, section, among: PmonKey.allCases.map(\.rawValue))
                    continue
                }
                take(entry) { configuration, folder throws(SettingProblem) in
                    try configuration.pmon.set(key, to: entry.value, folder: folder)
                }
            }
        case "checks": readChecks(section)
        case "remote": readRemote(section)
        case "email": readEmail(section)
        default:
            let nearest = NearestName.of(section.name, among: Self.sections)
            warn(
                section.line,
                "unknown section [\(section.name)]\(hint(nearest.map { "[\($0)]" }))"
            )
        }
    }

    private mutating func readURLs(_ section: IniFile.Section) {
        for entry in section.entries {
            guard KeyName.isTarget(entry.key) else {
                warn(entry.line, "unknown key '\(entry.spelling)' in [urls], expected url.XX")
                continue
            }
            guard !entry.value.isEmpty else {
                errors.append(
                    "\(name):\(entry.line): \(entry.key): expected an address, found none"
                )
                continue
            }
            configuration.targets.append(Target(key: entry.key, address: entry.value))
        }
    }

    private mutating func readChecks(_ section: IniFile.Section) {
        for entry in section.entries {
            guard let (target, rest) = split(entry, section),
                let index = configuration.targets.firstIndex(where: { $0.key == target })
            else { continue }
            var outcome = CheckSettings.Outcome.taken
            take(entry) { configuration, folder throws(SettingProblem) in
                outcome = try configuration.targets[index].checks
                    .set(rest, to: entry.value, folder: folder)
            }
            if case .unknown(let nearest) = outcome {
                let suggestion = hint(nearest.map { "\(target).\($0)" })
                warn(entry.line, "unknown key '\(entry.spelling)' in [checks]\(suggestion)")
            }
        }
    }

    private mutating func readRemote(_ section: IniFile.Section) {
        for entry in section.entries {
            guard let (target, rest) = split(entry, section) else { continue }
            guard let key = RemoteSettings.Key(rawValue: rest.lowercased()) else {
                let known = RemoteSettings.Key.allCases.map { "\(target).\($0.rawValue)" }
                warnUnknown(entry, section, among: known)
                continue
            }
            take(entry) { configuration, folder throws(SettingProblem) in
                try configuration.remotes[target, default: RemoteSettings()]
                    .set(key, to: entry.value, folder: folder)
            }
        }
    }

    private mutating func readEmail(_ section: IniFile.Section) {
        configuration.email = configuration.email ?? EmailSettings()
        for entry in section.entries {
            guard let key = EmailSettings.Key(rawValue: entry.key) else {
                warnUnknown(entry, section, among: EmailSettings.Key.allCases.map(\.rawValue))
                continue
            }
            take(entry) { configuration, folder throws(SettingProblem) in
                try configuration.email?.set(key, to: entry.value, folder: folder)
            }
        }
    }

    /// The target and the rest of a key `url.XX.KEY`; nil, after a warning, if it is none or its target is unknown.
    private mutating func split(
        _ entry: IniFile.Entry,
        _ section: IniFile.Section
    ) -> (target: String, rest: String)? {
        guard let parts = KeyName.split(entry.spelling) else {
            warn(
                entry.line,
                "unknown key '\(entry.spelling)' in [\(section.name)], expected url.XX.KEY"
            )
            return nil
        }
        guard configuration.target(parts.target) != nil else {
            let nearest = NearestName.of(parts.target, among: configuration.targets.map(\.key))
            warn(entry.line, "'\(parts.target)' is not in [urls]\(hint(nearest))")
            return nil
        }
        return parts
    }

    /// Applies a value; what is wrong with it becomes an error with its place.
    private mutating func take(
        _ entry: IniFile.Entry,
        _ apply: (inout Configuration, String) throws(SettingProblem) -> Void
    ) {
        do throws(SettingProblem) {
            try apply(&configuration, configuration.folder)
        } catch {
            let secret = ["pwd", "passphrase", "bearer"].contains { entry.key.hasSuffix($0) }
            let message = secret ? "expected another value" : error.message
            errors.append("\(name):\(entry.line): \(entry.spelling): \(message)")
        }
    }

    private mutating func warn(_ line: Int, _ text: String) {
        configuration.warnings.append("\(name):\(line): \(text)")
    }

    private mutating func warnUnknown(
        _ entry: IniFile.Entry,
        _ section: IniFile.Section,
        among known: [String]
    ) {
        let nearest = NearestName.of(entry.key, among: known)
        warn(entry.line, "unknown key '\(entry.spelling)' in [\(section.name)]\(hint(nearest))")
    }

    private func hint(_ nearest: String?) -> String {
        nearest.map { ", did you mean \($0)?" } ?? ""
    }
}
