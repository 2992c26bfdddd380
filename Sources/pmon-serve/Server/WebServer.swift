// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// Hummingbird with the limits of this tool, handing every request to one function.
struct WebServer: Sendable {
    /// Answers a request.
    typealias Handler = @Sendable (WebRequest) async -> Reply

    /// Address to listen on: an IP address or a name.
    let bind: String
    /// Port to listen on; 0 takes a free one.
    let port: Int
    /// Answers each request.
    let handler: Handler

    /// The service; it runs until its service group shuts down.
    ///
    /// `started` is told the port.
    func application(started: @escaping @Sendable (Int) -> Void) -> some Service {
        var logger = Logger(label: "pmon-serve") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        var decoder = HTTP1Channel.Configuration.DecoderConfiguration()
        decoder.maxHeaderFieldSize = Limits.header
        decoder.maxHeaderListSize = Limits.header
        decoder.maxHeaderFieldCount = Limits.headerCount
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestHeads.Installer(), ConnectionDeadlines()],
            idleTimeout: .seconds(Limits.idleSeconds),
            httpDecoderConfiguration: decoder
        )
        return Application(
            responder: Responder(handler: handler),
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(bind, port: port),
                backlog: Limits.connections,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    Limits.availableConnections(),
                    logger: logger
                )
            ),
            onServerRunning: { channel in started(channel.localAddress?.port ?? 0) },
            logger: logger
        )
    }
}

/// What the server keeps for a request beside the request: the peer's address.
struct PeerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Address of the peer, without port.
    let remote: String?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remote = source.channel.remoteAddress?.ipAddress
    }
}

/// Turns Hummingbird's request into ours and our reply into Hummingbird's.
struct Responder: HTTPResponder {
    /// Answers a request.
    let handler: WebServer.Handler

    func respond(to request: Request, context: PeerContext) async throws -> Response {
        var web = WebRequest(
            method: request.method,
            target: request.head.path ?? "/",
            fields: request.headers,
            authority: request.head.authority,
            remote: context.remote
        )
        // The codec takes the first Host field away; RFC 9112, section 3.2 allows no second one.
        guard request.headers[.secondHost] == nil else {
            return ResponseEncoder.response(
                .problem(.badRequest, "a request has one Host field"),
                to: web,
                closing: true
            )
        }
        if request.method != .get, request.method != .head {
            do {
                let body = try await request.body.collect(upTo: Limits.body)
                web.body = Array(body.readableBytesView)
            } catch {
                let problem: Reply =
                    error is NIOTooManyBytesError
                    ? .problem(.contentTooLarge, "a request body may have \(Limits.body) bytes")
                    : .problem(.badRequest, "the body of the request is damaged")
                return ResponseEncoder.response(problem, to: web, closing: true)
            }
        }
        return ResponseEncoder.response(await handler(web), to: web, closing: web.closes)
    }
}
