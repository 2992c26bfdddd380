// SPDX-License-Identifier: MIT

import PmonSystem

/// A limit on the visits that are logging in at the same time.
///
/// sshd drops connections as soon as ten are not logged in yet (MaxStartups), those of others included.
enum LoginLimit: Hashable {
    /// A server's address with its port: several names may lead to it.
    case address(SocketAddress)
    /// A name that `ssh` looks up itself.
    case host(HostName)
    /// All that `ssh` logs in to, because its configuration may send them through the same jump host.
    case openSSH
    /// All whose key needs a passphrase: each of these logins computes for a tenth of a second or more, and at the same
    /// time all of them would end late.
    case passphrase

    /// How many visits may be there at once.
    var capacity: Int {
        switch self {
        case .address, .host, .passphrase: 4
        case .openSSH: 8
        }
    }
}

/// Counts the visits under each limit.
struct LoginLimiter {
    private var counts: [LoginLimit: Int] = [:]

    /// Lets a visit in if each of its limits has room.
    mutating func admit(_ limits: [LoginLimit]) -> Bool {
        guard limits.allSatisfy({ counts[$0, default: 0] < $0.capacity }) else { return false }
        occupy(limits)
        return true
    }

    /// Counts a visit that is logging in already.
    mutating func occupy(_ limits: [LoginLimit]) {
        for limit in limits { counts[limit, default: 0] += 1 }
    }
}
