// SPDX-License-Identifier: MIT

import HTTPTypes

/// What shows that a request may have come through a proxy, which makes strangers look local.
///
/// A proxy that hides itself cannot be told from a client on this machine, so that doubt is enough.
enum ProxySigns {
    /// Whether a request may have come through a proxy.
    static func areIn(_ request: WebRequest) -> Bool {
        request.authority.map { !HostGate.isThisMachine($0) } ?? true
            || request.fields.contains { isSign($0.name.canonicalName) }
            // nginx speaks HTTP/1.0 to its servers unless told otherwise, and closes.
            || request.closes
    }

    private static func isSign(_ name: String) -> Bool {
        name == "forwarded" || name == "via" || name.hasPrefix("x-")
    }
}
