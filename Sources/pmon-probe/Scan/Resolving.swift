// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem
import PmonText

/// A check whose names are being resolved, one after the other: the proxy's, the server's, or both.
struct Resolving {
    /// A name and the port it is needed for.
    struct Name: Equatable {
        let host: String
        let port: Int
        let isProxy: Bool
    }

    /// The check.
    let check: Check
    /// When its names were first asked for.
    let began = Monotonic.now()
    /// Names still to be resolved; the first is being asked for.
    private(set) var names: [Name]
    /// The addresses known so far, as libcurl takes them.
    private(set) var route = Route()
    /// The addresses of the server, as far as they are known and libcurl does not know them.
    private(set) var serverAddresses: [String] = []
    /// True if the present name was asked for again after an older lookup failed.
    private(set) var hasAskedAgain = false

    /// The names that the present request of a check needs.
    init(_ check: Check, hop: Hop) {
        self.check = check
        var names: [Name] = []
        let request = check.target.plan.request
        // A proxy passes no echo on.
        let isEcho = hop.parts.scheme == .ping
        let proxy = isEcho ? nil : request.proxy
        if let proxy, !NumericAddress.isNumeric(proxy.host) {
            names.append(Name(host: proxy.host, port: proxy.port, isProxy: true))
        }
        let asksServer = proxy == nil || proxy?.wantsAddresses == true
        let own =
            check.member == nil || !check.isAtSplitHost(hop)
            ? request.addresses : check.address.map { [$0] } ?? []
        if !asksServer {
            // The proxy resolves the name.
        } else if hop.isAtFirstHost, !own.isEmpty, own != [hop.parts.host] {
            route.add(
                host: hop.parts.host,
                port: hop.parts.port,
                addresses: own,
                isConfigured: true,
                name: check.steps?.privateName(of: hop.parts.server)
            )
            serverAddresses = own
        } else if !hop.parts.isNumeric {
            names.append(Name(host: hop.parts.host, port: hop.parts.port, isProxy: false))
        } else if check.splits || isEcho {
            serverAddresses = [hop.parts.host + (hop.parts.zone.map { "%\($0)" } ?? "")]
        }
        self.names = names
    }

    /// The question that waits for its answer; nil once all names are known.
    var question: NameQuestion? {
        names.first.map { NameQuestion(host: $0.host, family: check.target.plan.request.ip) }
    }

    /// Takes the addresses of the first name.
    mutating func take(_ found: [String]) {
        guard let name = names.first else { return }
        route.add(host: name.host, port: name.port, addresses: found)
        if !name.isProxy { serverAddresses = found }
        names.removeFirst()
        hasAskedAgain = false
    }

    /// Notes that the first name is asked for again: the failure came from a lookup older than the try.
    mutating func askAgain() {
        hasAskedAgain = true
    }
}
