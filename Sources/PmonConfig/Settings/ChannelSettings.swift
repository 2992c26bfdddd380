// SPDX-License-Identifier: MIT

package import PmonText

/// One channel of the section `[tell]`: a command that is given events.
package struct ChannelSettings: Equatable, Sendable {
    /// The keys of a channel, each after `NAME.`.
    package enum Key: String, CaseIterable, Sendable {
        case command, on, only, remind, timeout
    }

    /// Its name, in lower case.
    package let name: String
    /// The command, run by `sh -c`.
    ///
    /// It may hold a password or a token. nil as long as it is not known.
    @Masked package private(set) var command: String? = nil
    /// When it is told.
    package var on = MailTrigger.change
    /// Patterns of the checks it is told of; nil for all.
    package var only: TargetPatterns?
    /// Time between reminders of what is still down; nil sends none.
    package var remind: Duration?
    /// Time limit of the command.
    package var timeout = Duration.seconds(30)

    /// A channel of that name, without a command.
    package init(name: String) {
        self.name = name
    }

    /// True for letters, digits, `-` and `_`; `mail` stands for the mails.
    static func isName(_ name: String) -> Bool { KeyName.isTarget("url.\(name)") && name != "mail" }

    /// Splits `ops.command` into the name, in lower case, and the key; nil if it is of another form.
    static func split(_ spelling: String) -> (name: String, rest: String)? {
        let parts = spelling.lowercased()
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        guard parts.count == 2, isName(parts[0]), !parts[1].isEmpty else { return nil }
        return (parts[0], parts[1])
    }

    /// Takes the value of one key.
    package mutating func set(_ key: Key, to text: String) throws(SettingProblem) {
        switch key {
        case .command: command = try SettingValue.plainText(text)
        case .on: on = try SettingValue.choice(text)
        case .only: only = SettingValue.isNone(text) ? nil : try TargetPatterns(text)
        case .remind: remind = try SettingValue.optionalDuration(text)
        case .timeout: timeout = try SettingValue.duration(text)
        }
    }
}
