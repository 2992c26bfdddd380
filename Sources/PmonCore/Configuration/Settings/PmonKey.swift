// SPDX-License-Identifier: MIT

/// The keys of `[pmon]`.
package enum PmonKey: String, CaseIterable, Sendable {
    case id, timeout, concurrency, retries, every, slow, proxy, ip, http, follow, place
    case dataFile = "data.file"
    case latestFile = "latest.file"
    case logFile = "log.file"
    case logLevel = "log.level"
    case httpPort = "http.port"
    case httpBind = "http.bind"
    case httpPublic = "http.public"
    case httpUser = "http.user"
    case httpPwd = "http.pwd"
    case httpHost = "http.host"
    case scanCommand = "scan.command"
    case scanPause = "scan.pause"
    case retryPause = "retry.pause"
    case certWarn = "cert.warn"
    case userAgent = "user.agent"
    case caFile = "ca.file"
    case maxBody = "max.body"
    case dataFold = "data.fold"
    case dataKeep = "data.keep"
    case dataArchive = "data.archive"
}
