// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import PmonText

@testable import pmon_ssh

/// Drives one visit to its end, as the engine does it for many.
enum VisitDriver {
    /// What a visit to the machine brings.
    static func visit(
        _ machine: Machine,
        gathering: Gathering = Self.gathering(),
        agentSocket: String? = nil,
        judge: HostKeyJudge = HostKeyJudge()
    ) throws -> Gathered {
        let site = Inventory.Site(machine: machine, gathering: gathering)
        let visit = Visit(site, .init(judge: judge, agentSocket: agentSocket), now: .now())
        visit.resolved(
            NameQuestion(host: machine.host).resolve().mapError(VisitFailure.init),
            now: .now()
        )
        while true {
            if let result = visit.result { return result }
            if visit.isWaitingToLogIn { visit.enter(now: .now()) }
            var waits = visit.waitsFor.map {
                pollfd(fd: $0.descriptor, events: $0.events, revents: 0)
            }
            let left = max(0, ((visit.wakeTime ?? .now()) - .now()).wholeMilliseconds + 1)
            poll(&waits, nfds_t(waits.count), Int32(left))
            visit.step(now: .now())
        }
    }

    /// A gathering that finds this process' own name in a list.
    static func gathering(command: String = "echo marker line", marker: String = "marker")
        -> Gathering
    {
        var gathering = Gathering()
        _ = gathering.add(command: command, marker: marker, logSearch: nil)
        return gathering
    }
}
