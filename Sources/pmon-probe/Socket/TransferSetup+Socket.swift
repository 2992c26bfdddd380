// SPDX-License-Identifier: MIT

import PmonCurl
import PmonText

extension TransferSetup {
    /// Sets all options of a handle that makes a connection for another protocol than HTTP.
    ///
    /// The protocols that libcurl knows say their greeting, begin TLS and log in while the connection is made.
    func applySocket(to handle: EasyHandle) throws(CurlError) {
        let scheme = hop.parts.scheme
        try applyBasics(to: handle)
        try handle.connectOnly()
        try handle.set(.protocols, hop.connection == nil ? scheme.ofLibcurl : "https")
        try applyFamily(to: handle)
        if let connection = hop.connection {
            // This connection has passed the proxy already.
            try handle.set(.proxy, "")
            try handle.use(connection)
            try handle.set(.applicationProtocol, false)
            try applyTLS(to: handle)
            return try handle.useRenewedTrust()
        }
        try applyProxy(to: handle)
        // Else a proxy of HTTP would be asked in words of HTTP, or take a connection to itself for one to the server.
        if target.plan.request.proxy != nil { try handle.set(.tunnel, true) }
        if scheme.isTLS || target.plan.socket.upgrades { try applyTLS(to: handle) }
        if scheme.isConnection { try handle.set(.applicationProtocol, false) }
        // Never "if it can be had": whoever stands in between would strip it.
        if target.plan.socket.upgrades { try handle.set(.tlsDemand, TLSDemand.all) }
        try handle.useRenewedTrust()
        if target.plan.request.proxy?.isTLS ?? false { try applyProxyTLS(to: handle) }
        if !scheme.isConnection { try applyLogin(to: handle) }
    }
}

extension AddressScheme {
    /// What libcurl calls the protocol that the connection is made with.
    fileprivate var ofLibcurl: String {
        isConnection ? (isTLS ? "https" : "http") : rawValue
    }
}
