// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
import PmonSystem

/// Keeps the requests that wait for each machine, and answers them all with one visit.
struct VisitCoordinator {
    /// What to do with a new request.
    enum Decision: Equatable {
        /// It waits for a visit that is under way or queued.
        case waits
        /// It waits for a visit that has to be queued now.
        case needsVisit
        /// It has been answered.
        case answered
    }

    private struct Place {
        var waiting: [Request] = []
        var isVisited = false
        /// The last visit: which run it was for, when it ended, what it brought, and that by target.
        var last:
            (run: Int?, end: Monotonic, gathered: Gathered, evidence: [String: SharedEvidence])?
    }

    /// Maximum number of waiting requests.
    ///
    /// Further records pass without evidence, which limits memory.
    static let mostWaiting = 10_000
    /// How long a visit answers later requests of the same run.
    static let shelfLife = Duration.seconds(60)

    private let inventory: Inventory
    private let settings: PmonSettings
    private let post: (@escaping OutputWriter.Line) -> Void
    private var places: [Place]
    private var waitingCount = 0

    /// A coordinator that passes its lines to `post`.
    init(
        _ inventory: Inventory,
        _ settings: PmonSettings,
        post: @escaping (@escaping OutputWriter.Line) -> Void
    ) {
        self.inventory = inventory
        self.settings = settings
        self.post = post
        places = inventory.sites.map { _ in Place() }
    }

    /// Takes a request for the machine of that index.
    mutating func take(_ request: Request, site: Int, now: Monotonic) -> Decision {
        if let last = places[site].last, last.run == request.run, !places[site].isVisited,
            now - last.end <= Self.shelfLife
        {
            answer(request, at: site)
            return .answered
        }
        guard waitingCount < Self.mostWaiting else {
            let failure = VisitFailure(.stopped, "too many records wait for evidence")
            let gathered = Gathered(inventory.sites[site].gathering, failure: failure)
            if let entry = inventory.entries[request.target] {
                answer(request, entry, SharedEvidence(gathered, inventory.sites[site], entry))
            }
            return .answered
        }
        waitingCount += 1
        places[site].waiting.append(request)
        guard !places[site].isVisited else { return .waits }
        places[site].isVisited = true
        return .needsVisit
    }

    /// Answers all requests that wait for a machine.
    mutating func close(site: Int, with result: Gathered, now: Monotonic) {
        var gathered = result
        gathered.settle()
        let waiting = places[site].waiting
        waitingCount -= waiting.count
        places[site].waiting = []
        places[site].isVisited = false
        places[site].last = (waiting.last?.run, now, gathered, [:])
        for request in waiting { answer(request, at: site) }
    }

    /// Answers a request whose address names no machine.
    func refuse(_ request: Request, _ failure: VisitFailure) {
        guard let entry = inventory.entries[request.target] else { return }
        post { [settings] in
            switch request {
            case .record(let line, _, _):
                Enrichment.line(
                    line,
                    with: Enrichment.excuse(
                        EvidenceSentence.failed(machine: entry.target.key, reason: failure.text)
                            .text
                    )
                )
            case .check(let check):
                check.record(entry, settings, failure).line()
            }
        }
    }

    /// Answers with what the last visit brought.
    private mutating func answer(_ request: Request, at site: Int) {
        guard let entry = inventory.entries[request.target], let last = places[site].last
        else { return }
        let evidence =
            last.evidence[request.target]
            ?? SharedEvidence(last.gathered, inventory.sites[site], entry)
        places[site].last?.evidence[request.target] = evidence
        answer(request, entry, evidence)
    }

    private func answer(_ request: Request, _ entry: Inventory.Entry, _ evidence: SharedEvidence) {
        post { [settings] in
            switch request {
            case .record(let line, _, _): Enrichment.line(line, with: evidence.value.members)
            case .check(let check): check.record(entry, settings, evidence.value).line()
            }
        }
    }
}
