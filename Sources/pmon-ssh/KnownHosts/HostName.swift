// SPDX-License-Identifier: MIT

/// How known_hosts names a machine: `host`, or `[host]:port` where the port is not 22; in lower case.
struct HostName: Equatable, Hashable {
    /// The SSH port that known_hosts leaves out.
    static let standardPort = 22

    /// The name with its port.
    let full: String
    /// The name without port where `full` has one; OpenSSH looks for it second.
    let withoutPort: String?

    /// Both names, the first one first.
    var all: [String] { [full] + (withoutPort.map { [$0] } ?? []) }

    /// The name of a host and port.
    init(host: String, port: Int) {
        let host = host.lowercased()
        if port == Self.standardPort {
            full = host
            withoutPort = nil
        } else {
            full = "[\(host)]:\(port)"
            withoutPort = host
        }
    }
}
