// SPDX-License-Identifier: MIT

package import PmonSystem
import PmonText

/// Finds the value of a setting and where it stands, for `--show`.
package struct SettingLookup {
    private let sections: [String: [String: IniFile.Entry]]
    private let file: String?
    private let folder: String

    /// The settings of a file; without one, the defaults.
    ///
    /// Throws 66 or 77 if the file cannot be opened, 78 if no tool could use it.
    package init(file: String?) throws(ToolError) {
        self.file = file
        folder = file.map(FilePaths.folder(of:)) ?? ""
        guard let file else {
            sections = [:]
            return
        }
        let bytes = try FileBytes.read(file, limit: Configuration.longestFile)
        _ = try ConfigurationReader.read(bytes, name: file)
        var sections: [String: [String: IniFile.Entry]] = [:]
        for section in try IniFile(bytes, name: file).sections {
            sections[section.name] = Dictionary(
                section.entries.map { (KeyName.identity($0.spelling), $0) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        self.sections = sections
    }

    /// `VALUE<TAB>FILE:LINE` or `VALUE<TAB>default` of a setting; secrets are `***`, paths begin at the root.
    ///
    /// The name is a key such as `http.port` or `url.shop.timeout`. If two sections know it, the first one of `[pmon]`,
    /// `[urls]`, `[checks]`, `[remote]`, `[maintenance]`, `[email]` and `[tell]` counts; `email.timeout` and `remote.url.shop.user` name theirs.
    /// Throws 64 if there is no such setting.
    package func line(_ name: String) throws(ToolError) -> String {
        let identity = KeyName.identity(name)
        for section in ConfigurationReader.sections {
            if isKnown(identity, in: section) { return try line(identity, in: section) }
            if let rest = name.removingPrefix("\(section)."),
                isKnown(KeyName.identity(rest), in: section)
            {
                return try line(KeyName.identity(rest), in: section)
            }
        }
        let nearest = NearestName.of(name, among: PmonKey.allCases.map(\.rawValue))
        let hint = nearest.map { ", did you mean \($0)?" } ?? ""
        throw ToolError(.usage, "unknown setting '\(name.excerpt)'\(hint)")
    }

    private func isKnown(_ identity: String, in section: String) -> Bool {
        let parts = KeyName.split(identity)
        return switch section {
        case "pmon": PmonKey(rawValue: identity) != nil
        case "urls": KeyName.isTarget(identity)
        case "checks": parts.map { isCheck($0.rest) } ?? false
        case "remote": parts.map { RemoteSettings.Key(rawValue: $0.rest) != nil } ?? false
        case "maintenance": sections[section]?[identity] != nil
        case "tell": isChannel(identity)
        default: EmailSettings.Key(rawValue: identity) != nil
        }
    }

    /// True for a key of a channel that the file has.
    private func isChannel(_ identity: String) -> Bool {
        guard let name = ChannelSettings.split(identity)?.name, channelKey(identity) != nil else {
            return false
        }
        return sections["tell"]?.keys.contains { $0.hasPrefix("\(name).") } ?? false
    }

    private func channelKey(_ identity: String) -> ChannelSettings.Key? {
        ChannelSettings.split(identity).flatMap { ChannelSettings.Key(rawValue: $0.rest) }
    }

    private func isCheck(_ key: String) -> Bool {
        if let step = key.removingPrefix(CheckKey.step) {
            guard let parts = try? StepSettings.split(step) else { return false }
            guard let key = parts.key else { return true }
            return !key.hasPrefix(CheckKey.step) && isCheck(key)
                && !(CheckKey(rawValue: key).map(StepSettings.sharedKeys.contains) ?? false)
        }
        return CheckKey(rawValue: key) != nil
            || CheckKey.prefixes.contains { key.hasPrefix($0) && key != $0 }
    }

    private func line(_ identity: String, in section: String) throws(ToolError) -> String {
        let parts = KeyName.split(identity)
        let target = section == "urls" ? identity : parts?.target
        if let target, sections["urls"]?[target] == nil {
            throw ToolError(.usage, "'\(target.excerpt)' is not in [urls]")
        }
        let whole =
            section == "tell" ? channelKey(identity)?.rawValue ?? "" : parts?.rest ?? identity
        let key = section == "checks" ? KeyName.withoutStep(whole) : whole
        if let entry = sections[section]?[identity] {
            return "\(shown(entry.value, key).onOneLine)\t\(file ?? ""):\(entry.line)"
        }
        if key != whole, let target, let known = CheckKey(rawValue: key),
            StepSettings.inheritedKeys.contains(known)
        {
            return try line("\(target).\(key)", in: section)
        }
        if section == "checks",
            let inherited = CheckKey(rawValue: key).flatMap(SettingDefaults.inherited)
        {
            return try line(inherited.rawValue, in: "pmon")
        }
        if section == "pmon", key == PmonKey.silenceFile.rawValue {
            let latest = sections[section]?[PmonKey.latestFile.rawValue]?.value
            let folder = FilePaths.folder(of: latest ?? SettingDefaults.of(.latestFile))
            let path = FilePaths.resolve(PmonSettings.silenceName, folder: folder)
            return "\(shown(path, key))\tdefault"
        }
        let text =
            PmonKey(rawValue: key).flatMap { section == "pmon" ? SettingDefaults.of($0) : nil }
            ?? SettingDefaults.others[section]?[key] ?? "none"
        return "\(shown(text, key))\tdefault"
    }

    /// The value without secrets, a path from the root on.
    private func shown(_ text: String, _ key: String) -> String {
        let isNone = SettingValue.isNone(text)
        if Self.paths.contains(key), !isNone, text.lowercased() != CheckSettings.systemTrust {
            return FilePaths.absolute(FilePaths.resolve(text, folder: folder))
        }
        if isNone { return "none" }
        guard case .literal = SecretSource(text, folder: folder) else { return text }
        return isSecret(text, key) ? "***" : URLText.redacted(inText: text)
    }

    private func isSecret(_ text: String, _ key: String) -> Bool {
        if let name = key.removingPrefix("header.") { return NamedSecrets.isSecret(name) }
        return Self.secrets.contains(key) || key == "body" && !NamedSecrets.values(in: text).isEmpty
    }

    private static let secrets = ["pwd", "http.pwd", "bearer", "passphrase", "command"]
    private static let paths = [
        "data.file", "latest.file", "silence.file", "log.file", "data.archive", "http.public",
        "ca.file", "ca",
        "cert", "key", "known_hosts",
    ]
}
