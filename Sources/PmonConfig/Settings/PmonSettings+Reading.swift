// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText

extension PmonSettings {
    /// Takes the value of one key; relative paths start at `folder`.
    ///
    /// Throws what was expected where the value is of another form.
    mutating func set(_ key: PmonKey, to text: String, folder: String) throws(SettingProblem) {
        func path() throws(SettingProblem) -> String {
            FilePaths.resolve(try SettingValue.plainText(text), folder: folder)
        }
        switch key {
        case .id: id = try SettingValue.plainText(text)
        case .dataFile: dataFile = try path()
        case .latestFile: latestFile = try path()
        case .silenceFile: silenceFile = SettingValue.isNone(text) ? nil : try path()
        case .logFile: logFile = SettingValue.isNone(text) ? nil : try path()
        case .logLevel:
            guard let level = LogLevel(name: text) else {
                let names = LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
                throw SettingProblem(expected: "one of \(names)", found: text)
            }
            logLevel = level
        case .timeout: timeout = try SettingValue.duration(text)
        case .httpPort: httpPort = try SettingValue.integer(text, 0...65_535)
        case .httpBind: httpBind = try SettingValue.plainText(text)
        case .httpPath: httpPath = try SettingValue.webPath(text)
        case .httpPublic: httpPublic = text.isEmpty ? nil : try path()
        case .httpUser: httpUser = try SettingValue.optionalText(text)
        case .httpPwd: httpPwd = try SecretSource.read(text, folder: folder)
        case .httpHost: httpHosts = text.isEmpty ? [] : try SettingValue.list(text)
        case .httpEvidence: httpEvidence = try SettingValue.choice(text)
        case .scanCommand: scanCommand = text.isEmpty ? nil : text
        case .scanPause: scanPause = try SettingValue.duration(text, allowsZero: true)
        case .concurrency: concurrency = try SettingValue.integer(text, 1...100_000)
        case .retries: retries = try SettingValue.integer(text, 0...100)
        case .retryPause: retryPause = try SettingValue.duration(text, allowsZero: true)
        case .every: every = try SettingValue.optionalDuration(text)
        case .slow: slow = try SettingValue.optionalDuration(text)
        case .certWarn: certWarn = try CertificateWarning(text)
        case .after: after = SettingValue.isNone(text) ? nil : try AlarmThreshold(text)
        case .recover: recover = try SettingValue.integer(text, 1...1_000_000)
        case .userAgent: userAgent = try SettingValue.plainText(text)
        case .proxy: proxy = SettingValue.isNone(text) ? nil : try SettingValue.plainText(text)
        case .caFile:
            caFile =
                text.isEmpty || text.lowercased() == CheckSettings.systemTrust ? nil : try path()
        case .ip: ip = try SettingValue.choice(text)
        case .addresses: addresses = try SettingValue.choice(text)
        case .http: http = try SettingValue.choice(text)
        case .follow: follow = try SettingValue.integer(text, 0...100)
        case .maxBody: maxBody = try SettingValue.size(text)
        case .keepResponse: keepResponse = try SettingValue.choice(text)
        case .keepSize:
            keepSize = try SettingValue.size(text, atMost: PmonSettings.longestKeepSize)
        case .place: place = try SettingValue.optionalText(text)
        case .dataFold: dataFold = try SettingValue.size(text)
        case .dataKeep: dataKeep = try Retention(text)
        case .dataArchive: dataArchive = SettingValue.isNone(text) ? nil : try path()
        }
    }
}
