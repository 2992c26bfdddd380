// SPDX-License-Identifier: MIT

/// Where a visit has to pass before it is logged in, and few may do so at once.
///
/// sshd drops connections as soon as ten are not logged in yet (MaxStartups), those of others included.
enum Door: Hashable {
    /// A server's address with its port: several names may lead to it.
    case address(SocketAddress)
    /// A name that `ssh` looks up itself.
    case host(HostName)
    /// All that `ssh` logs in to, because its configuration may send them through the same jump host.
    case openSSH

    /// How many visits may be there at once.
    var capacity: Int {
        switch self {
        case .address, .host: 4
        case .openSSH: 8
        }
    }
}

/// Counts the visits at each door.
struct DoorKeeper {
    private var counts: [Door: Int] = [:]

    /// Lets a visit in if each of its doors has room.
    mutating func admit(_ doors: [Door]) -> Bool {
        guard doors.allSatisfy({ counts[$0, default: 0] < $0.capacity }) else { return false }
        occupy(doors)
        return true
    }

    /// Counts a visit that is at its doors already.
    mutating func occupy(_ doors: [Door]) {
        for door in doors { counts[door, default: 0] += 1 }
    }
}
