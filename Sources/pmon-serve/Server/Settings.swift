// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText
import PmonTool

/// What the server goes by: the configuration with the flags over it, secrets resolved.
struct Settings: Sendable {
    /// The configuration as read.
    let configuration: Configuration
    /// Path of all results.
    let dataFile: String
    /// Path of the latest results.
    let latestFile: String
    /// Address to listen on.
    let bind: String
    /// Port to listen on.
    let port: Int
    /// Host names to answer to.
    let hosts: HostGate
    /// The path under which a proxy shows the page.
    let path: SubPath
    /// The operator's own files in place of the built-in page.
    let publicFolder: PublicFolder?
    /// Whom to let in; `nil` lets all in.
    let authentication: BasicAuthentication?
    /// Why a scan cannot mail; `nil` if it can.
    let noMailReason: String?

    /// Puts the flags over the configuration.
    ///
    /// Throws 78 if it makes no sense, and what reading a secret throws.
    init(
        _ configuration: Configuration,
        options: ServeOptions,
        files: FileOptions,
        shared: SharedOptions
    ) throws(ToolError) {
        guard configuration.pageFaults.isEmpty else {
            throw ToolError(.configuration, configuration.pageFaults.joined(separator: "\n"))
        }
        self.configuration = configuration
        dataFile = files.data ?? configuration.pmon.dataFile
        latestFile = files.latest ?? configuration.pmon.latestFile
        bind = options.bind ?? configuration.pmon.httpBind
        port = options.port ?? configuration.pmon.httpPort
        hosts = HostGate(extra: configuration.pmon.httpHosts)
        path = SubPath(configuration.pmon.httpPath)
        let guarded = GuardedFiles(paths: configuration.files + [dataFile, latestFile])
        publicFolder = configuration.pmon.httpPublic.map {
            PublicFolder(path: $0, guarded: guarded)
        }
        switch (configuration.pmon.httpUser, configuration.pmon.httpPwd) {
        case (let user?, let source?):
            authentication = BasicAuthentication(user: user, password: try source.resolve())
        case (nil, nil):
            authentication = nil
        default:
            throw ToolError(
                .configuration,
                "[pmon] http.user and http.pwd belong together: one of them is missing"
            )
        }
        if options.noMail {
            noMailReason = "mail is switched off for this server"
        } else if let fault = configuration.mailFaults.first {
            noMailReason = "the configuration is wrong: \(fault)"
        } else if configuration.email?.to.isEmpty ?? true, configuration.channels.isEmpty {
            noMailReason = "no recipient is configured in [email] or [tell]"
        } else {
            noMailReason = nil
        }
    }

    /// Name of this monitor.
    var id: String { configuration.pmon.id }

    /// Expected seconds between scans.
    var every: Double? { configuration.pmon.every?.inSeconds }

    /// Whether strangers see names and states alone.
    var isPrivate: Bool { configuration.pmon.httpEvidence == .insiders }

    /// Whether the configuration shows that a proxy stands before the server.
    var isProxied: Bool {
        !path.text.isEmpty || isLocal && link.map { !HostGate.isThisMachine($0) } ?? false
    }

    /// Host and port of the configured address of the page.
    private var link: String? {
        guard let link = configuration.email?.link, let start = link.range(of: "://") else {
            return nil
        }
        return String(link[start.upperBound...].prefix { !"/?#".contains($0) })
    }

    /// Whether only this machine can reach the server.
    var isLocal: Bool { bind == "localhost" || HostGate.isLoopback(bind) }
}
