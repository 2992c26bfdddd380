// SPDX-License-Identifier: MIT

import PmonCurl
import PmonJSON
import PmonRecord
import PmonSystem
import PmonText

/// How long each phase of a check took, in microseconds; nil for a phase that was not reached.
///
/// With redirects, each phase is the sum over all requests.
struct PhaseTimes: Equatable, Sendable {
    /// The names of the record's members, in their order.
    static let names = ["dns", "connect", "tls", "wait", "receive", "total"]

    /// Resolving names.
    var dns: Int?
    /// Connecting by TCP.
    var connect: Int?
    /// The TLS handshake.
    var tls: Int?
    /// From the request to the first byte of the reply.
    var wait: Int?
    /// From there to the last byte.
    var receive: Int?
    /// The whole of the last try.
    var total: Int?

    /// The phases in the order of `names`.
    var all: [Int?] { [dns, connect, tls, wait, receive, total] }

    /// Adds what a transfer that ended can tell.
    ///
    /// libcurl 7.88 forgets the instants of a connection that failed before the request (curl issue 10670), so those
    /// phases stay unknown. `replyBegan` is when the reply to a request with a body began; a reused connection is not made.
    mutating func add(
        _ handle: EasyHandle,
        isTLS: Bool,
        isReused: Bool = false,
        replyBegan: Monotonic? = nil
    ) {
        let named = handle.microseconds(.nameLookup)
        let connected = handle.microseconds(.connect)
        let secured = handle.microseconds(.tlsConnect)
        let ready = handle.microseconds(.beforeTransfer)
        var first = handle.microseconds(.firstByte)
        let end = handle.microseconds(.total)
        guard ready > 0 else { return }
        if !isReused { connect = sum(connect, connected - named) }
        if isTLS, !isReused { tls = sum(tls, secured - connected) }
        if let began = handle.requestBegan {
            // With a body libcurl's first byte may be one that was sent.
            first = replyBegan.map { ready + max(Int(($0 - began).wholeMicroseconds), 1) } ?? 0
        }
        guard first > 0 else { return }
        wait = sum(wait, first - ready)
        receive = sum(receive, end - first)
    }

    /// Adds what a connection for another protocol than HTTP can tell: the instants of its making, and when the server
    /// began to speak, since `began`.
    ///
    /// TLS that began after the connection was made comes between the words of the server.
    mutating func addConnection(
        _ handle: EasyHandle,
        isTLS: Bool,
        began: Monotonic,
        upgradeBegan: Monotonic? = nil,
        replyBegan: Monotonic? = nil
    ) {
        let connected = handle.microseconds(.connect)
        let secured = handle.microseconds(.tlsConnect)
        guard connected > 0 else { return }
        connect = sum(connect, connected - handle.microseconds(.nameLookup))
        var ready = connected
        var upgrade = 0
        if isTLS {
            tls = sum(tls, secured - connected)
            ready = secured
        } else if let upgradeBegan, secured > 0 {
            upgrade = max(secured - Int(upgradeBegan.microseconds(since: began)), 0)
            tls = sum(tls, upgrade)
        }
        guard let replyBegan else { return }
        let first = Int(replyBegan.microseconds(since: began))
        wait = sum(wait, first - ready)
        receive = sum(receive, handle.microseconds(.total) - first - upgrade)
    }

    /// Adds a dialogue that ends now.
    mutating func addDialogue(began: Monotonic, replyBegan: Monotonic?) {
        guard let replyBegan else { return }
        wait = sum(wait, Int(replyBegan.microseconds(since: began)))
        receive = sum(receive, Int(Monotonic.now().microseconds(since: replyBegan)))
    }

    /// Adds the time that an echo took.
    mutating func addEcho(_ duration: Duration) {
        wait = sum(wait, Int(duration.wholeMicroseconds))
    }

    /// Adds the time that resolving a name took.
    mutating func addResolving(_ duration: Duration) {
        dns = sum(dns, Int(duration.wholeMicroseconds))
    }

    /// Adds the phases of another step.
    mutating func add(_ other: PhaseTimes) {
        func both(_ present: Int?, _ more: Int?) -> Int? {
            more.map { sum(present, $0) } ?? present
        }
        dns = both(dns, other.dns)
        connect = both(connect, other.connect)
        tls = both(tls, other.tls)
        wait = both(wait, other.wait)
        receive = both(receive, other.receive)
        total = both(total, other.total)
    }

    /// The same as an object.
    var json: JSONObject {
        var timing = JSONObject()
        for (name, value) in zip(Self.names, all) {
            timing[name] = value.map { .number(JSONNumber(fixed: Int64($0), decimals: 3)) }
        }
        return timing
    }

    private func sum(_ present: Int?, _ more: Int) -> Int {
        (present ?? 0) + max(more, 0)
    }

    /// Adds the `timing` of a record: milliseconds with 3 decimals.
    func add(to record: inout JSONObjectWriter) {
        record.addObject(RecordKey.timing.rawValue) { timing in
            for (name, value) in zip(Self.names, all) {
                if let value { timing.add(name, fixed: Int64(value), decimals: 3) }
            }
        }
    }
}
