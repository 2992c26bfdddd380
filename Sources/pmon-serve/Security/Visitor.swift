// SPDX-License-Identifier: MIT

import HTTPTypes

/// Who asks, and what they may see and do.
struct Visitor: Equatable, Sendable {
    /// Whether the request has the password.
    let isAuthenticated: Bool
    /// Whether it certainly comes from this machine: no proxy can have forwarded it.
    let isLocal: Bool
    /// Whether there is a password at all.
    let hasPassword: Bool
    /// Whether strangers see names and states alone.
    let isPrivate: Bool

    /// The visitor that a request shows.
    init(_ request: WebRequest, _ settings: Settings) {
        hasPassword = settings.authentication != nil
        isAuthenticated = settings.authentication?.allows(request) ?? false
        isPrivate = settings.isPrivate
        // A proxy on this machine would make everyone look local.
        isLocal =
            !settings.isProxied && !ProxySigns.areIn(request)
            && request.remote.map(HostGate.isLoopback) ?? false
    }

    /// Whether the page is answered at all; with `http.evidence = private` strangers get their part of it.
    ///
    /// Wrong credentials are no credentials: they are told so.
    func mayEnter(_ request: WebRequest) -> Bool {
        !hasPassword || isAuthenticated
            || isPrivate && request.fields[.authorization] == nil && request.path != "/login"
    }

    /// Whether addresses, messages and evidence are for them.
    var maySeeAll: Bool { !isPrivate || isAuthenticated || isLocal }

    /// Whether they may force a scan, and read what the owner has to do.
    var isOwner: Bool { hasPassword ? isAuthenticated : isLocal }
}
