// SPDX-License-Identifier: MIT

import PmonText

/// The port that the service behind an address listens at.
enum ServicePort {
    /// The port of an address; nil for `ssh://`, which is the way to the machine, and for what has no port.
    static func of(_ address: String) -> Int? {
        guard let place = SSHAddress(address), place.scheme != "ssh", place.scheme != "ping" else {
            return nil
        }
        return place.port ?? AddressScheme(rawValue: place.scheme ?? "http")?.standardPort
    }
}
