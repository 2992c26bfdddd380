// SPDX-License-Identifier: MIT

private import Glibc

/// A descriptor and what it is waited for, as poll(2) takes it.
struct Readiness: Equatable {
    let descriptor: Int32
    /// POLLIN, POLLOUT or both.
    let events: Int16

    /// Something to read.
    static func read(_ descriptor: Int32) -> Readiness {
        Readiness(descriptor: descriptor, events: Int16(POLLIN))
    }

    /// Room to write.
    static func write(_ descriptor: Int32) -> Readiness {
        Readiness(descriptor: descriptor, events: Int16(POLLOUT))
    }

    /// What a session waits for; nothing known means the peer's next word.
    static func of(_ session: SSHSession) -> Readiness {
        var events: Int16 = 0
        if session.waitsFor.contains(.read) { events |= Int16(POLLIN) }
        if session.waitsFor.contains(.write) { events |= Int16(POLLOUT) }
        return Readiness(
            descriptor: session.socket,
            events: events == 0 ? Int16(POLLIN) : events
        )
    }
}
