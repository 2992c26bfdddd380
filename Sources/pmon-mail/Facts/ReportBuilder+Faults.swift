// SPDX-License-Identifier: MIT

import PmonRecord

extension ReportBuilder {
    /// The failing addresses: details, then evidence, then one line each, then the names of those without room.
    func fillFaults(
        _ report: inout Report,
        _ decision: Decision,
        _ board: ResultTable,
        _ limits: inout ReportLimits
    ) {
        let down = decision.down.filter { decision.waiting[$0.key] == nil }
        let groups = FaultGroup.groups(down, fresh: decision.fresh, board)
        var rooms = Rooms(groups.map { cost($0, board) }, hasEvidence: groups, left: limits.left)
        let shown = addDetails(groups, &report, board, &limits, &rooms)
        addEvidence(groups, shown: shown, &report, board, &limits, rooms)
        let rest = addBriefs(groups[shown.count...], &report, board, &limits, &rooms)
        for group in rest {
            for member in group.members {
                let name = name(member.check, board)
                report.add(group.word) { $0.addName(name, &limits, keeping: 1000) }
            }
        }
        addWaiting(&report, decision, board, &limits)
        addMuted(&report, decision, board, &limits)
        for check in decision.pending.sorted() {
            guard let entry = board.entries[check] else { continue }
            let fault = fault(entry, start: entry.outage ?? entry.since, isFresh: true, board)
            report.pending.add(fault, fault.name, cost: fault.cost, &limits, keeping: 1000)
        }
    }

    /// What the parts of a report keep from each other.
    private struct Rooms {
        /// The names of the groups that are not told yet, each group by itself.
        private var names: [Int]
        private var left: Int
        let evidence: Int
        let brief: Int

        init(_ names: [Int], hasEvidence groups: [FaultGroup], left room: Int) {
            self.names = names.reversed()
            left = names.reduce(1000, +)
            let free = max(0, room - min(left, ReportLimits.nameRoom))
            let hasEvidence = groups.contains { $0.members.contains(where: \.hasEvidence) }
            evidence = hasEvidence ? min(ReportLimits.evidenceRoom, free / 3) : 0
            brief = min(ReportLimits.briefRoom, free / 4)
        }

        /// Bytes for the names of all that is not told yet.
        var forNames: Int { min(left, ReportLimits.nameRoom) }

        /// The next group is told.
        mutating func tell() { left -= names.popLast() ?? 0 }
    }

    /// The bytes that the names of a group take in the HTML part.
    private func cost(_ group: FaultGroup, _ board: ResultTable) -> Int {
        group.members.reduce(0) { $0 + ReportLimits.cost(name($1.check, board)) + 2 }
    }

    /// Tells groups in full while there is room; the records of their first checks, with their names.
    private func addDetails(
        _ groups: [FaultGroup],
        _ report: inout Report,
        _ board: ResultTable,
        _ limits: inout ReportLimits,
        _ rooms: inout Rooms
    ) -> [(record: Record, fault: Report.Fault)] {
        var shown: [(Record, Report.Fault)] = []
        for group in groups {
            let first = group.members[0]
            let record = Self.record(first.entry)
            let fault = fault(group, record, board)
            let floor = rooms.forNames + rooms.evidence + rooms.brief
            guard limits.take(fault.cost, keeping: floor) else { break }
            rooms.tell()
            report.add(group.word) { list in
                list.items.append(fault)
                list.folded += fault.twins.count
            }
            shown.append((record, fault))
        }
        return shown
    }

    /// The first check of a group with all the others.
    private func fault(
        _ group: FaultGroup,
        _ record: Record? = nil,
        _ board: ResultTable
    ) -> Report.Fault {
        let first = group.members[0]
        var fault = fault(
            first.entry,
            record,
            start: first.start,
            isFresh: first.isFresh,
            board
        )
        let others = group.members.dropFirst()
        guard !others.isEmpty else { return fault }
        fault.twins = Report.Twins(
            names: others.prefix(ReportLimits.twins).map { name($0.check, board) },
            count: others.count,
            freshCount: others.count(where: \.isFresh),
            earliest: group.members.map(\.start).min()
        )
        return fault
    }

    /// Shows what was found on the machines of those told in full, and counts what is not shown of all.
    private func addEvidence(
        _ groups: [FaultGroup],
        shown: [(record: Record, fault: Report.Fault)],
        _ report: inout Report,
        _ board: ResultTable,
        _ limits: inout ReportLimits,
        _ rooms: Rooms
    ) {
        let floor = rooms.forNames + rooms.brief
        var isFull = false
        for (group, (record, _)) in zip(groups, shown) {
            // What was found on a machine is the same for all that found it so.
            var places: [[UInt8]: Int] = [:]
            for (index, member) in group.members.enumerated() where member.hasEvidence {
                if let place = places[member.evidence] {
                    let isNamed = report.evidence[place].others == 0
                    report.evidence[place].add(isNamed ? name(member.check, board) : nil)
                    continue
                }
                // Of those that have the same fault, one answer of the server says enough.
                let isWanted = index == 0 || !member.evidence.isEmpty
                guard isWanted, !isFull else {
                    report.evidenceOmitted += 1
                    continue
                }
                let evidence = Report.Evidence(
                    index == 0 ? record : Self.record(member.entry),
                    name: name(member.check, board)
                )
                guard let evidence else { continue }
                var place = report.evidence.firstIndex { $0.isShared(by: evidence) }
                if let place {
                    report.evidence[place].add(evidence.name)
                } else if limits.take(evidence.cost, keeping: floor) {
                    report.evidence.append(evidence)
                    place = report.evidence.count - 1
                } else {
                    isFull = true
                    report.evidenceOmitted += 1
                }
                if !member.evidence.isEmpty { places[member.evidence] = place }
            }
        }
        for group in groups[shown.count...] {
            report.evidenceOmitted += group.members.count(where: \.hasEvidence)
        }
    }

    /// Tells groups in one line each while there is room; the ones that are left.
    private func addBriefs(
        _ groups: ArraySlice<FaultGroup>,
        _ report: inout Report,
        _ board: ResultTable,
        _ limits: inout ReportLimits,
        _ rooms: inout Rooms
    ) -> ArraySlice<FaultGroup> {
        for (index, group) in zip(groups.indices, groups) {
            let fault = fault(group, nil, board).brief
            guard limits.take(fault.briefCost, keeping: rooms.forNames) else {
                return groups[index...]
            }
            rooms.tell()
            report.add(group.word) { list in
                list.briefs.append(fault)
                list.folded += fault.twins.count
            }
        }
        return []
    }

    /// Bytes that lists beside what is down leave to others.
    private static let leastRoom = 4000

    private func addWaiting(
        _ report: inout Report,
        _ decision: Decision,
        _ board: ResultTable,
        _ limits: inout ReportLimits
    ) {
        for (check, needs) in decision.waiting.sorted(by: { $0.key < $1.key }) {
            let name = name(check, board)
            let waiting = Report.Waiting(name: name, needs: needs.map(targetName))
            report.waiting.add(waiting, name, cost: 400, &limits, keeping: Self.leastRoom)
        }
    }

    private func addMuted(
        _ report: inout Report,
        _ decision: Decision,
        _ board: ResultTable,
        _ limits: inout ReportLimits
    ) {
        report.maintenanceCount = decision.muted.values.count(where: \.mute.isMaintenance)
        for (check, muted) in decision.muted.sorted(by: { $0.key < $1.key }) {
            guard let entry = board.entries[check] else { continue }
            let fault = fault(entry, start: muted.start, isFresh: false, board)
            let sign =
                muted.mute.isMaintenance ? ResultWord.maintenance.sign : ResultWord.silenceSign
            let item = Report.Muted(fault: fault, cause: Self.cause(muted.mute), sign: sign)
            let cost = fault.cost + ReportLimits.cost(item.cause) + 60
            let floor = Self.leastRoom
            report.muted.add(item, fault.name, cost: cost, &limits, keeping: floor)
        }
    }
}

extension Report {
    /// Changes the list of what is down in that state.
    fileprivate mutating func add(_ word: ResultWord, _ change: (inout Listing<Fault>) -> Void) {
        if word == .down { change(&down) } else { change(&errors) }
    }
}
