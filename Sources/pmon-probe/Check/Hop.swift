// SPDX-License-Identifier: MIT

import PmonCurl

/// One request of a check: the configured one, or one that a redirect asks for.
struct Hop: Sendable {
    /// The address as it is requested; it may hold a password.
    let address: String
    /// Its parts.
    let parts: WebAddress
    /// Request method; nil lets the body decide.
    let method: String?
    /// True if the configured body is sent.
    let sendsBody: Bool
    /// True for the origin that the credentials are meant for.
    let sendsSecrets: Bool
    /// The connection that it goes over where TLS begins on one that stands; nil for one of its own.
    let connection: ConnectedSocket?
    /// True for the host that the configured `Host` header and `resolve` are meant for, whatever the scheme and port.
    let isAtFirstHost: Bool

    /// The first request of a target.
    init(first parts: WebAddress, of target: ProbeTarget) {
        address = parts.requested(target.address)
        self.parts = parts
        method = target.plan.request.method
        sendsBody = target.plan.request.body != nil
        sendsSecrets = true
        isAtFirstHost = true
        connection = nil
    }

    /// The same request over a connection of `hop` that stands and is to be upgraded to TLS.
    init(upgrading hop: Hop, over connection: ConnectedSocket) {
        address = "https://\(hop.parts.server)/"
        parts = hop.parts
        method = hop.method
        sendsBody = hop.sendsBody
        sendsSecrets = hop.sendsSecrets
        isAtFirstHost = hop.isAtFirstHost
        self.connection = connection
    }

    /// The request that a redirect with `status` to `location` asks for.
    ///
    /// 303 turns everything into GET, 301 and 302 turn POST into GET, as curl does and RFC 9110 section 15.4 allows.
    /// Credentials go to the first origin only, a `Host` header to the first host, as with curl. Throws where no http or https address can be made of it.
    init(
        redirecting hop: Hop,
        status: Int,
        to location: String,
        origin: WebAddress
    ) throws(AddressError) {
        address = location
        parts = try WebAddress(web: location)
        let isPost = (hop.method ?? (hop.sendsBody ? "POST" : "GET")) == "POST"
        let becomesGet =
            status == 303 && hop.method != "HEAD" || (301...302).contains(status) && isPost
        method = becomesGet ? nil : hop.method
        sendsBody = becomesGet ? false : hop.sendsBody
        sendsSecrets = parts.hasSameOrigin(as: origin)
        connection = nil
        isAtFirstHost = parts.host.lowercased() == origin.host.lowercased()
    }
}
