// SPDX-License-Identifier: MIT

import PmonText

/// The settings in `[remote]` of the machine behind one address.
package struct RemoteSettings: Equatable, Sendable {
    /// The keys after `url.XX.`.
    package enum Key: String, CaseIterable, Sendable {
        case type, user, pwd, process, host, port, key, passphrase, agent, keyboard, hostkey,
            timeout
        case scanCommand = "scan_cmd"
        case logDir = "log.dir"
        case logPattern = "log.pattern"
        case logFiles = "log.files"
        case logCase = "log.case"
        case knownHosts = "known_hosts"
        case sshOptions = "ssh.options"
    }

    /// The transport to a machine, key `type`.
    package enum Transport: String, CaseIterable, Sendable {
        /// libssh2, in this process.
        case ssh
        /// The system's `ssh`, one process a machine.
        case openssh
    }

    /// How the machine is looked into; nil where it is not said.
    package var type: Transport?
    /// User on the machine.
    package var user: String?
    /// Password of the user.
    package var pwd: SecretSource?
    /// The marker: literal text that a line of the process list must hold.
    package var process: String?
    /// Command that prints the process list.
    package var scanCommand = "ps aux"
    /// Folder of the log files on the machine.
    package var logDir: String?
    /// A basic `grep` pattern.
    package var logPattern: String?
    /// A glob of file names in `logDir`.
    package var logFiles: String?
    /// Whether `logPattern` is case-sensitive.
    package var logCaseIsExact = false
    /// Machine to log in to; nil is the host of the address.
    package var host: String?
    /// Port of its SSH server.
    package var port: Int?
    /// File of the user's private key.
    package var key: String?
    /// Passphrase of the private key.
    package var passphrase: SecretSource?
    /// Whether the SSH agent is asked; nil: where neither key nor password is given.
    package var agent: Bool?
    /// Whether the password may also answer keyboard-interactive questions.
    package var keyboard = false
    /// Which host keys are trusted.
    package var hostKey = HostKeyPolicy.acceptNew
    /// File of known host keys; nil is `known_hosts` beside the data file.
    package var knownHosts: String?
    /// Further options of `ssh`, each `NAME=VALUE`, for `type = openssh`.
    package var sshOptions: [String] = []
    /// Time limit from connect to close.
    package var timeout = Duration.seconds(10)

    /// The faults of the settings, each `file:line: key: text`.
    package var faults: [String] = []
    /// Where they stand in the file.
    var places: [SettingPlace] = []

    /// `file:line: ` of a key; empty if there is none.
    package func place(of key: Key, in file: String?) -> String {
        guard let file, let line = places.line(of: key.rawValue) else { return "" }
        return "\(file):\(line): "
    }

    /// Settings of nothing but defaults.
    package init() {}

    /// Takes the value of one key; relative paths start at `folder`.
    mutating func set(_ key: Key, to text: String, folder: String) throws(SettingProblem) {
        switch key {
        case .type:
            let transport = Transport(rawValue: text.lowercased())
            guard SettingValue.isNone(text) || transport != nil else {
                throw SettingProblem(expected: "ssh, openssh or none", found: text)
            }
            type = transport
        case .user: user = try SettingValue.optionalText(text)
        case .pwd: pwd = try SecretSource.read(text, folder: folder)
        case .process: process = try SettingValue.optionalText(text)
        case .scanCommand: scanCommand = try SettingValue.plainText(text)
        case .logDir: logDir = try SettingValue.optionalText(text)
        case .logPattern: logPattern = try SettingValue.optionalText(text)
        case .logFiles: logFiles = try SettingValue.optionalText(text)
        case .logCase:
            switch text.lowercased() {
            case "exact": logCaseIsExact = true
            case "ignore": logCaseIsExact = false
            default: throw SettingProblem(expected: "exact or ignore", found: text)
            }
        case .host: host = try SettingValue.optionalText(text)
        case .port: port = try SettingValue.integer(text, 1...65_535)
        case .key: self.key = try SettingValue.optionalPath(text, folder: folder)
        case .passphrase: passphrase = try SecretSource.read(text, folder: folder)
        case .agent: agent = try SettingValue.boolean(text)
        case .keyboard: keyboard = try SettingValue.boolean(text)
        case .hostkey: hostKey = try HostKeyPolicy(text)
        case .knownHosts: knownHosts = try SettingValue.optionalPath(text, folder: folder)
        case .sshOptions: sshOptions = try OpenSSHOptions.read(text)
        case .timeout: timeout = try SettingValue.duration(text)
        }
    }
}
