// SPDX-License-Identifier: MIT

import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request body does not arrive, or whose client does not take the
/// answer, in time.
///
/// The idle timeout of Hummingbird covers neither: a body that trickles resets it, and while an
/// answer is being sent it does not run.
final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var bodyDeadline: Scheduled<Void>?
    private var answerDeadline: Scheduled<Void>?
    private let bodyTime: TimeAmount
    private let answerTime: TimeAmount

    /// Deadlines from the first part of a request or answer to its last.
    init(
        body: TimeAmount = .seconds(Limits.bodySeconds),
        answer: TimeAmount = .seconds(Limits.answerSeconds)
    ) {
        bodyTime = body
        answerTime = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            bodyDeadline?.cancel()
            bodyDeadline = closing(context, in: bodyTime)
        case .body: break
        case .end:
            bodyDeadline?.cancel()
            bodyDeadline = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            answerDeadline?.cancel()
            answerDeadline = closing(context, in: answerTime)
            context.write(data, promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            // This answer's own deadline: a pipelined answer may have set the next one by then.
            let deadline = answerDeadline
            written.futureResult.whenComplete { _ in deadline?.cancel() }
            context.write(data, promise: written)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        bodyDeadline?.cancel()
        answerDeadline?.cancel()
    }

    private func closing(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
