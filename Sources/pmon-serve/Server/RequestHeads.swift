// SPDX-License-Identifier: MIT

import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Takes from the head of a request what Hummingbird's own view of it no longer shows: the version, and the host of
/// the target.
///
/// It asks for the body where the client waits for that.
final class RequestHeads: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        // A client of HTTP/1.0 waits for the end of the connection. Hummingbird knows the word in lower case alone.
        let asks = head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
        if asks || head.version != .http1_1 {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        }
        // Two Host fields, or none, are refused later.
        if let authority = Self.authority(head.uri), head.headers["host"].count == 1 {
            head.headers.replaceOrAdd(name: "host", value: authority)
        }
        if Self.waits(head) {
            let proceed = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(proceed)), promise: nil)
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Whether the client sends the body only after an interim answer: RFC 9110, section 10.1.1.
    static func waits(_ head: HTTPRequestHead) -> Bool {
        head.version == .http1_1
            && head.headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
    }

    /// Host and port of a target such as `http://host/path`; nil for a plain path.
    ///
    /// They count, whatever Host says: RFC 9112, section 3.2.2.
    static func authority(_ target: String) -> String? {
        guard let mark = target.firstRange(of: "://"),
            !target[..<mark.lowerBound].contains(where: { "/?#".contains($0) })
        else { return nil }
        return String(target[mark.upperBound...].prefix { !"/?#".contains($0) })
    }

    /// Puts the handler in front of the one that drops what it needs; Hummingbird adds others behind that.
    final class Installer: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = NIOAny

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            do {
                let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
                try pipeline.addHandler(RequestHeads(), position: .before(codec))
            } catch {
                context.fireErrorCaught(error)
            }
        }
    }
}
