// SPDX-License-Identifier: MIT

/// The defaults of settings as a user would write them; a setting that is not listed is `none` by default.
enum SettingDefaults {
    /// The section `[pmon]`.
    static func of(_ key: PmonKey) -> String {
        switch key {
        case .id: PmonSettings().id
        case .userAgent: PmonSettings().userAgent
        case .dataFile: "pmon.json"
        case .latestFile: "current.json"
        case .silenceFile: PmonSettings.silenceName
        case .logLevel: "INFO"
        case .timeout: "10s"
        case .httpPort: "8080"
        case .httpBind: "127.0.0.1"
        case .concurrency: "256"
        case .retries: "0"
        case .retryPause: "1s"
        case .certWarn: "auto"
        case .recover: "1"
        case .caFile: CheckSettings.systemTrust
        case .ip: "any"
        case .addresses: "first"
        case .http: "1.1"
        case .follow: "10"
        case .maxBody: "10 MiB"
        case .keepResponse: "failure"
        case .keepSize: "2 KiB"
        case .dataFold: "8 MiB"
        case .dataKeep: "all"
        case .scanPause: "5s"
        case .httpEvidence: "public"
        case .logFile, .httpPath, .httpPublic, .httpUser, .httpPwd, .httpHost, .scanCommand, .every,
            .slow, .proxy, .place, .dataArchive, .after:
            "none"
        }
    }

    /// The keys of `[pmon]` that hold for a check without a setting of its own.
    static func inherited(_ key: CheckKey) -> PmonKey? {
        key == .ca ? .caFile : PmonKey(rawValue: key.rawValue)
    }

    /// The other sections, by section and key.
    static let others: [String: [String: String]] = [
        "checks": [
            "method": "GET", "insecure": "false",
            "expect.status": StatusRanges.standard.description,
        ],
        "remote": [
            "scan_cmd": "ps aux", "log.case": "ignore", "keyboard": "false",
            "hostkey": "accept-new", "timeout": "10s",
        ],
        "email": ["tls": "starttls", "on": "always", "after": "1", "timeout": "30s"],
        "tell": ["on": "change", "timeout": "30s"],
    ]
}
