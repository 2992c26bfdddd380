// SPDX-License-Identifier: MIT

import HTTPTypes
import PmonCore
import Synchronization

/// Answers requests: who may ask, which room answers.
final class Site: Sendable {
    private let current: Mutex<Settings>

    /// A site that goes by these settings.
    init(settings: Settings) {
        current = Mutex(settings)
    }

    /// Settings in force.
    var settings: Settings { current.withLock { $0 } }

    /// Goes by other settings from now on.
    func reload(_ settings: Settings) {
        current.withLock { $0 = settings }
    }

    /// The answer to a request.
    func answer(_ request: WebRequest) async -> Reply {
        let settings = settings
        guard settings.hosts.allows(request.authority) else {
            return .problem(
                .misdirectedRequest,
                "this server does not answer to that name; [pmon] http.host adds names"
            )
        }
        if request.path == "/healthz" { return .text("ok\n") }
        if let authentication = settings.authentication, !authentication.allows(request) {
            return BasicAuthentication.challenge
        }
        switch request.path {
        case "/": return legacy(settings)
        default: return .problem(.notFound, "there is no such address")
        }
    }

    private func legacy(_ settings: Settings) -> Reply {
        var bytes: [UInt8] = []
        bytes.append(contentsOf: #"{"id":"#.utf8)
        JSONWriter.appendString(settings.id, to: &bytes)
        bytes.append(contentsOf: #","data":{}}"#.utf8)
        return Reply(entity: Entity(bytes, type: "application/json"))
    }
}
