// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText

/// Turns the text of an ini file into a `Configuration`, collecting every error with its place.
struct ConfigurationReader {
    /// The sections pmon knows.
    static let sections = ["pmon", "urls", "checks", "remote", "maintenance", "email", "tell"]

    private let folder: String
    var configuration = Configuration()
    var targets: [Target] = []
    /// Where in `targets` each key stands.
    var positions: [String: Int] = [:]
    /// How many target keys may still be compared with mistyped ones.
    private var comparisonsLeft = 100_000
    /// Where the first key of each channel stands.
    var channelLines: [String: Int] = [:]
    var errors: PlacedMessages
    var warnings: PlacedMessages

    /// True after a wrong value that no tool can do without.
    private var isUnusable = false

    /// Reads a whole file; `name` is its path; relative paths start at its folder.
    ///
    /// A wrong value costs what it belongs to: a target, all checks, the page or the mail. Throws 78 with every
    /// error, and with the warnings beside them, if the file is malformed or a key that all tools need is wrong; with
    /// `isExamined` the faults of such a file are kept as those of others are, so that more can be looked for.
    static func read(
        _ bytes: [UInt8],
        name: String,
        isExamined: Bool = false
    ) throws(ToolError) -> Configuration {
        let (ini, problems) = IniFile.read(bytes, name: name)
        var reader = ConfigurationReader(name: name, problems: problems)
        // The addresses first, so that the other sections can be checked against them wherever they stand.
        for section in ini.sections where section.name == "urls" { reader.readURLs(section) }
        for section in ini.sections where section.name != "urls" { reader.read(section) }
        // Once all is known: `type` may stand after the keys that it excludes.
        for section in ini.sections where section.name == "remote" {
            reader.findConflicts(section)
        }
        for section in ini.sections where section.name == "checks" { reader.checkNeeds(section) }
        reader.dropIncompleteChannels()
        reader.checkPublicFolder()
        reader.checkPagePassword()
        for section in ini.sections where sections.contains(section.name) {
            reader.warnOfHabits(section)
        }
        guard !reader.isUnusable || isExamined else {
            throw ToolError(
                .configuration,
                reader.errors.texts.joined(separator: "\n"),
                warnings: reader.warnings.texts
            )
        }
        reader.configuration.targets = reader.targets
        if reader.configuration.places.line(of: PmonKey.silenceFile.rawValue) == nil {
            let folder = FilePaths.folder(of: reader.configuration.pmon.latestFile)
            reader.configuration.pmon.silenceFile = FilePaths.resolve(
                PmonSettings.silenceName,
                folder: folder
            )
        }
        reader.configuration.warnings = reader.warnings.texts
        reader.configuration.faults = reader.errors.texts
        reader.configuration.isUnusable = reader.isUnusable
        return reader.configuration
    }

    private init(name: String, problems: PlacedMessages) {
        // The values of a malformed file are looked at all the same, so that all its errors are reported at once.
        errors = problems
        isUnusable = !problems.isEmpty
        warnings = PlacedMessages(file: name)
        configuration.file = name
        folder = configuration.folder
        let defaults = PmonSettings()
        configuration.pmon.dataFile = FilePaths.resolve(defaults.dataFile, folder: folder)
        configuration.pmon.latestFile = FilePaths.resolve(defaults.latestFile, folder: folder)
    }

    private mutating func read(_ section: IniFile.Section) {
        switch section.name {
        case "pmon": readPmon(section)
        case "checks": readChecks(section)
        case "remote": readRemote(section)
        case "maintenance": readMaintenance(section)
        case "email": readEmail(section)
        case "tell": readTell(section)
        default:
            let nearest = NearestName.of(section.name, among: Self.sections)
            warnings.add(
                section.line,
                "unknown section [\(section.name.excerpt)]\(Self.hint(nearest.map { "[\($0)]" }))"
            )
        }
    }

    private mutating func readURLs(_ section: IniFile.Section) {
        for entry in section.entries {
            guard KeyName.isTarget(entry.key) else {
                let key = entry.spelling.excerpt
                warnings.add(entry.line, "unknown key '\(key)' in [urls], expected url.XX")
                continue
            }
            positions[entry.key] = targets.count
            var problem: String?
            if entry.value.isEmpty {
                problem = "expected an address, found none"
            } else if entry.value.utf8.count > Target.longestAddress {
                problem = "expected an address of 64 KiB at most"
            }
            // Its record needs some address: the key stands for one that cannot be used.
            let address = problem == nil ? entry.value : entry.key
            targets.append(Target(key: entry.key, address: address))
            targets[targets.count - 1].line = problem == nil ? entry.line : nil
            if let problem {
                let text = errors.addPlaced(entry.line, "\(entry.key): \(problem)")
                targets[targets.count - 1].faults.append(text)
            }
        }
    }

    private mutating func readPmon(_ section: IniFile.Section) {
        for entry in section.entries {
            guard let key = PmonKey(rawValue: entry.key) else {
                warnUnknown(entry, section, among: PmonKey.allCases.map(\.rawValue))
                continue
            }
            configuration.places.append(SettingPlace(key: key.rawValue, line: entry.line))
            let fault = take(entry) { reader throws(SettingProblem) in
                try reader.configuration.pmon.set(key, to: entry.value, folder: reader.folder)
            }
            guard let fault else { continue }
            switch key.use {
            case .checks: configuration.checkFaults.append(fault)
            case .page: configuration.pageFaults.append(fault)
            case .news: configuration.newsFaults.append(fault)
            case .all: isUnusable = true
            }
        }
    }

    private mutating func readChecks(_ section: IniFile.Section) {
        for entry in section.entries {
            guard let (target, rest) = split(entry, section), let position = positions[target]
            else { continue }
            targets[position].places.append(SettingPlace(key: rest, line: entry.line))
            var outcome = CheckSettings.Outcome.taken
            let fault = take(entry) { reader throws(SettingProblem) in
                outcome = try reader.targets[position].checks
                    .set(rest, to: entry.value, folder: reader.folder)
            }
            if let fault, CheckKey(rawValue: rest.lowercased())?.isNewsRule ?? false {
                configuration.newsFaults.append(fault)
            } else if let fault {
                targets[position].faults.append(fault)
            }
            if case .unknown(let nearest) = outcome {
                warnUnknown(entry, section, nearest: nearest.map { "\(target).\($0)" })
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
            let fault = take(entry) { reader throws(SettingProblem) in
                try reader.configuration.remotes[target, default: RemoteSettings()]
                    .set(key, to: entry.value, folder: reader.folder)
            }
            let place = SettingPlace(key: key.rawValue, line: entry.line)
            configuration.remotes[target]?.places.append(place)
            if let fault { configuration.remotes[target]?.faults.append(fault) }
        }
    }

    /// Keys of `[remote]` that the machine's `type` cannot honour.
    private mutating func findConflicts(_ section: IniFile.Section) {
        for entry in section.entries {
            guard let parts = KeyName.split(entry.spelling),
                let key = RemoteSettings.Key(rawValue: parts.rest.lowercased()),
                let settings = configuration.remotes[parts.target], settings.type == .openssh,
                let conflict = OpenSSHOptions.conflict(key, settings)
            else { continue }
            let text = "\(entry.spelling.excerpt): \(conflict)"
            let fault = errors.addPlaced(entry.line, text)
            configuration.remotes[parts.target]?.faults.append(fault)
        }
    }

    private mutating func readMaintenance(_ section: IniFile.Section) {
        var windows = WindowReader()
        let judge = PatternJudge(targets)
        for entry in section.entries {
            var window: MaintenanceWindow?
            let fault = take(entry) { _ throws(SettingProblem) in
                window = try windows.window(entry)
            }
            if let fault { configuration.maintenanceFaults.append(fault) }
            guard let window else { continue }
            configuration.maintenance.append(window)
            // The other targets of the window are still under maintenance.
            configuration.maintenanceFaults += report(judge.judge(window.patterns), on: entry)
        }
    }

    private mutating func readEmail(_ section: IniFile.Section) {
        configuration.email = EmailSettings()
        for entry in section.entries {
            guard let key = EmailSettings.Key(rawValue: entry.key) else {
                warnUnknown(entry, section, among: EmailSettings.Key.allCases.map(\.rawValue))
                continue
            }
            let fault = take(entry) { reader throws(SettingProblem) in
                try reader.configuration.email?.set(key, to: entry.value, folder: reader.folder)
            }
            if let fault {
                configuration.mailFaults.append(fault)
            } else if key == .only, let only = configuration.email?.only {
                configuration.newsFaults += report(PatternJudge(targets).judge(only), on: entry)
            }
        }
    }

    /// The target and the rest of a key `url.XX.KEY`; nil, after a warning, if it is none or its target is unknown.
    private mutating func split(
        _ entry: IniFile.Entry,
        _ section: IniFile.Section
    ) -> (target: String, rest: String)? {
        guard let parts = KeyName.split(entry.spelling) else {
            let key = entry.spelling.excerpt
            warnings.add(
                entry.line,
                "unknown key '\(key)' in [\(section.name)], expected url.XX.KEY"
            )
            return nil
        }
        guard positions[parts.target] != nil else {
            let text =
                "'\(parts.target.excerpt)' is not in [urls]\(Self.hint(nearestTarget(parts.target)))"
            // A step that nobody takes is no habit of an older file.
            if section.name == "checks", parts.rest.lowercased().hasPrefix(CheckKey.step) {
                configuration.stepFaults.append(errors.addPlaced(entry.line, text))
            } else {
                warnings.add(entry.line, text)
            }
            return nil
        }
        return parts
    }

    /// The target that was probably meant.
    ///
    /// Each search looks at all targets, so their number is limited.
    mutating func nearestTarget(_ target: String) -> String? {
        guard warnings.hasRoom, comparisonsLeft > 0 else { return nil }
        comparisonsLeft -= targets.count
        return NearestName.of(target, among: targets.map(\.key))
    }

    /// Applies a value; returns what is wrong with it, with its place, or nil.
    mutating func take(
        _ entry: IniFile.Entry,
        _ apply: (inout ConfigurationReader) throws(SettingProblem) -> Void
    ) -> String? {
        do throws(SettingProblem) {
            try apply(&self)
            return nil
        } catch {
            return errors.addPlaced(entry.line, "\(entry.spelling.excerpt): \(error.message)")
        }
    }

    mutating func warnUnknown(
        _ entry: IniFile.Entry,
        _ section: IniFile.Section,
        among known: [String]
    ) {
        warnUnknown(entry, section, nearest: NearestName.of(entry.key, among: known))
    }

    private mutating func warnUnknown(
        _ entry: IniFile.Entry,
        _ section: IniFile.Section,
        nearest: String?
    ) {
        let key = entry.spelling.excerpt
        warnings.add(entry.line, "unknown key '\(key)' in [\(section.name)]\(Self.hint(nearest))")
    }
}
