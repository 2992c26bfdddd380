// SPDX-License-Identifier: MIT

/// The keys of `[pmon]`.
package enum PmonKey: String, CaseIterable, Sendable {
    case id, timeout, concurrency, retries, every, slow, proxy, ip, addresses, http, follow,
        place, after, recover
    case dataFile = "data.file"
    case latestFile = "latest.file"
    case silenceFile = "silence.file"
    case logFile = "log.file"
    case logLevel = "log.level"
    case httpPort = "http.port"
    case httpBind = "http.bind"
    case httpPath = "http.path"
    case httpPublic = "http.public"
    case httpUser = "http.user"
    case httpPwd = "http.pwd"
    case httpHost = "http.host"
    case httpEvidence = "http.evidence"
    case scanCommand = "scan.command"
    case scanPause = "scan.pause"
    case retryPause = "retry.pause"
    case certWarn = "cert.warn"
    case userAgent = "user.agent"
    case caFile = "ca.file"
    case maxBody = "max.body"
    case keepResponse = "keep.response"
    case keepSize = "keep.size"
    case dataFold = "data.fold"
    case dataKeep = "data.keep"
    case dataArchive = "data.archive"

    /// The part of pmon that needs a key.
    package enum Use: Sendable {
        /// Checks alone.
        case checks
        /// The page alone.
        case page
        /// News alone: what a wrong value would decide is decided by the default.
        case news
        /// All tools: it names the files of the results and their owner.
        case all
    }

    /// The part that needs it: a wrong value affects no other part.
    var use: Use {
        switch self {
        case .timeout, .concurrency, .retries, .slow, .proxy, .ip, .addresses, .http, .follow,
            .retryPause, .certWarn, .userAgent, .caFile, .maxBody, .keepResponse, .keepSize:
            .checks
        case .httpPort, .httpBind, .httpPath, .httpPublic, .httpUser, .httpPwd, .httpHost,
            .httpEvidence,
            .scanCommand, .scanPause:
            .page
        case .after, .recover: .news
        case .id, .every, .place, .dataFile, .latestFile, .silenceFile, .logFile, .logLevel,
            .dataFold, .dataKeep,
            .dataArchive:
            .all
        }
    }
}
