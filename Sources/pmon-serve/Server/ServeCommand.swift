// SPDX-License-Identifier: MIT

import Glibc
import Logging
import PmonConfig
import PmonRecord
import PmonSystem
import PmonTool
import ServiceLifecycle
import Synchronization

/// The life of the server: start, signals, end.
struct ServeCommand {
    /// Flags of this tool.
    let options: ServeOptions
    /// Flags that name the files.
    let files: FileOptions
    /// Flags of all tools.
    let shared: SharedOptions
    /// Configuration and log.
    let context: ToolContext

    /// Serves until a signal comes, or prints the page.
    func run() throws(ToolError) -> ExitStatus {
        let settings = try settings(context.configuration)
        let site = Site(settings: settings, log: context.log)
        if options.once { return try printPage(site) }
        try site.follow()
        if settings.authentication != nil, !settings.isLocal {
            context.log.warn(
                "passwords cross the network readable: put a proxy with TLS in front of \(settings.bind)"
            )
        }
        if let folder = settings.publicFolder, !folder.exists {
            context.log.warn(
                "http.public: \(folder.path): no such folder: the built-in page is shown"
            )
        }
        let log = context.log
        let server = WebServer(bind: settings.bind, port: settings.port) { await site.answer($0) }
        let latch = try ShutdownLatch()
        let group = ServiceGroup(
            services: [
                server.application { port in
                    let place = "http://\(Self.authority(settings.bind, port))\(settings.path.root)"
                    log.tell("listening on \(place)")
                }
            ],
            logger: Logger(label: "pmon-serve") { _ in SwiftLogNoOpLogHandler() }
        )
        Task.detached {
            do {
                try await group.run()
                latch.finish(nil)
            } catch {
                latch.finish(Self.error(error, settings))
            }
        }
        waitForSignals(site, latch)
        if !latch.isFinished {
            log.info("stopping")
            Task.detached { await group.triggerGracefulShutdown() }
            site.scans.stop()
            latch.wait(limit: .seconds(3))
        }
        if let error = latch.error { throw error }
        return .success
    }

    /// Prints the page as a file that needs no server.
    private func printPage(_ site: Site) throws(ToolError) -> ExitStatus {
        var page = PageContext(snapshot: site.model.snapshot, now: Timestamp.now().seconds)
        page.isStatic = true
        let writer = LineWriter()
        try writer.write(ListPage.html(page, query: ListQuery()).text)
        try writer.flush()
        return .success
    }

    private func settings(_ configuration: Configuration) throws(ToolError) -> Settings {
        try Settings(configuration, options: options, files: files, shared: shared)
    }

    /// Sleeps until the server ended or a signal asked to; SIGHUP reloads meanwhile.
    private func waitForSignals(_ site: Site, _ latch: ShutdownLatch) {
        while !latch.isFinished, Signals.stopRequest == nil {
            latch.wait(orReadable: Signals.wakeDescriptor)
            Signals.drainWakeups()
            if Signals.takeReloadRequest() { reload(site) }
        }
    }

    private func reload(_ site: Site) {
        do throws(ToolError) {
            let configuration = try shared.configuration()
            for warning in configuration.warnings { context.log.warn(warning) }
            let settings = try settings(configuration)
            let old = site.settings
            if settings.bind != old.bind || settings.port != old.port {
                context.log.warn("address and port stay until the server is started again")
            }
            site.reload(settings)
            context.log.info("configuration read again")
        } catch {
            context.log.error("configuration not taken over: \(error.message)")
        }
    }

    /// `host:port` as it stands in an address.
    static func authority(_ bind: String, _ port: Int) -> String {
        bind.contains(":") ? "[\(bind)]:\(port)" : "\(bind):\(port)"
    }

    private static func error(_ error: any Error, _ settings: Settings) -> ToolError {
        let target = authority(settings.bind, settings.port)
        let code = ErrorCode.of(error)
        guard let code else {
            return ToolError(.cannotCreate, "cannot listen on: \(target): \(error)")
        }
        return .system("listen on", target, errno: code, fallback: .cannotCreate)
    }
}
