// SPDX-License-Identifier: MIT

import PmonText

/// Habits of other configuration files that mean something else here.
extension ConfigurationReader {
    /// Warns of quotation marks around a value, and of a comment after one: both are part of the value.
    ///
    /// Values in which both make sense are left alone: commands, patterns, texts and secrets.
    mutating func warnOfHabits(_ section: IniFile.Section) {
        guard section.name != "tell" else { return }
        for entry in section.entries where !Self.isFree(entry.key, section.name) {
            let key = entry.spelling.excerpt
            let value = entry.value
            if value.utf8.count > 1, let mark = value.first, mark == "\"" || mark == "'",
                value.last == mark
            {
                warnings.add(entry.line, "\(key): the quotation marks are part of the value")
            }
            if value.contains(" ;") || value.contains("\t;") || value.contains(" # ") {
                warnings.add(
                    entry.line,
                    "\(key): what looks like a comment is part of the value: put it on a line of its own"
                )
            }
        }
    }

    private static func isFree(_ key: String, _ section: String) -> Bool {
        let rest =
            section == "checks" || section == "remote" ? KeyName.split(key)?.rest ?? key : key
        let name = section == "checks" ? KeyName.withoutStep(rest) : rest
        return section == "maintenance" || name.hasPrefix("header.") || name.hasPrefix("expect.")
            || name.hasPrefix(CheckKey.capture) || name.hasPrefix("log") || freeKeys.contains(name)
    }

    private static let freeKeys: Set<String> = [
        "pwd", "http.pwd", "passphrase", "bearer", "body", "only", "from", "to", "user.agent",
        "scan.command", "scan_cmd", "ssh.options", "process", "grep",
    ]

    static func hint(_ nearest: String?) -> String {
        nearest.map { ", did you mean \($0)?" } ?? ""
    }
}
