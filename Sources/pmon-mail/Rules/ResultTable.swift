// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord

/// The newest record of each check, and what follows from them together.
///
/// It is filled from the latest file, or record by record from a history.
struct ResultTable {
    /// The newest record of each check.
    private(set) var entries: [CheckIdentity: Entry] = [:]
    /// The checks whose newest record is a fault.
    private(set) var failing: Set<CheckIdentity> = []
    /// The checks whose newest record is a success with warnings that are news.
    private(set) var warned: Set<CheckIdentity> = []
    /// The outages of failing checks, and the ended ones that have not been reported.
    var outages = OutageBook()
    /// The greatest time of all records: the present, as far as a report knows it; nil without records.
    private(set) var present: Timestamp?
    /// The newest scan: its `run`.
    private(set) var run: Int?
    /// How many records that scan meant to emit, and how many came.
    private var announced: Int?
    private var arrived = 0
    /// The checks of each address.
    private var checks: [URLKey: [CheckIdentity]] = [:]
    /// How many checks have no target.
    private var unnamed = 0
    /// How many targets of the configuration share an address, where it is more than one.
    private let sharedAddresses: [URLKey: Int]
    /// When checks are down.
    private let rules: CheckRules
    /// The failing checks that need others which fail, too: keys of those.
    private(set) var waiting: [CheckIdentity: [String]] = [:]
    /// Which checks are muted.
    private let mutes: MuteRules
    /// What the silences until a recovery hold for.
    var silences = SilenceBook()
    /// The muted checks among those that fail, have an outage, or have warnings.
    private(set) var muted: [CheckIdentity: Mute] = [:]

    /// An empty table of a configuration with those targets.
    init(
        targets: [Target] = [],
        rules: CheckRules = CheckRules(),
        mutes: MuteRules = MuteRules()
    ) {
        self.rules = rules
        self.mutes = mutes
        var counts: [URLKey: Int] = [:]
        for target in targets where !target.isSSH {
            counts[URLKey(target.redacted), default: 0] += 1
        }
        sharedAddresses = counts.filter { $0.value > 1 }
    }

    /// Takes the records of the latest file, which know since when their results hold.
    ///
    /// A file of an older version holds one record of targets that share an address, so it counts for all of them.
    mutating func place(_ records: [Entry]) {
        entries.reserveCapacity(records.count)
        checks.reserveCapacity(records.count)
        for entry in records {
            // Two records that only a password told apart: a fault is not hidden by the other one.
            if !entry.isFailing, !failing.isEmpty, failing.contains(entry.check) { continue }
            insert(entry)
        }
        // What one wrong clock says is not the present of all others.
        let areAllAhead = records.allSatisfy(\.isAhead)
        for entry in records where areAllAhead || !entry.isAhead {
            let isAlone = !sharedAddresses.isEmpty && checks[entry.url]?.count == 1
            count(entry, as: isAlone ? sharedAddresses[entry.url, default: 1] : 1)
        }
        for check in outages.outages.keys where entries[check] == nil {
            outages.pass(check, to: heirs(of: check))
        }
        let isEach = entries.count == records.count
        for entry in isEach ? records : Array(entries.values) {
            outages.observe(entry, by: rules[entry.check])
        }
    }

    /// Finds out which failures come from others and which checks are muted, once all records of a scan are there.
    mutating func settle() {
        waiting = [:]
        muted = [:]
        if rules.haveNeeds, !failing.isEmpty {
            let down = Set(failing.compactMap(\.name.target))
            for check in failing {
                let needs = rules[check].needs.filter { down.contains(Array($0.utf8)) }
                if !needs.isEmpty { waiting[check] = needs }
            }
        }
        for check in failing { mute(check) }
        for check in outages.outages.keys where !failing.contains(check) { mute(check) }
        for check in warned where outages[check] == nil { mute(check) }
        for check in failing {
            let isHeld = waiting[check] != nil || muted[check] != nil
            outages.hold(check, isHeld)
            if !isHeld, outages[check]?.isDown == true { outages.noteDue(check) }
        }
        outages.forgetEnds()
    }

    /// Forgets the outages that everybody knows have ended.
    mutating func forgetEnded() { outages.forgetEnded(except: isMuted) }

    /// True if a check is muted, with its failures and its warnings.
    func isMuted(_ check: CheckIdentity) -> Bool { mute(of: check) != nil }

    /// Why a check is muted; nil if it is not.
    func mute(of check: CheckIdentity) -> Mute? {
        if let mute = muted[check] { return mute }
        guard let entry = entries[check], let present else { return nil }
        if let window = mutes.window(of: entry, scan: scanStart ?? present) {
            return .maintenance(window)
        }
        let silence = mutes.silences(of: check, at: present).first { $0.until != .recovery }
        return silence.map { .silence($0.text) }
    }

    /// Finds out whether a check is muted.
    private mutating func mute(_ check: CheckIdentity) {
        guard let entry = entries[check], let present else { return }
        let outage = outages[check]
        let window = mutes.window(of: entry, scan: scanStart ?? present)
        if let window { muted[check] = .maintenance(window) }
        if let end = outage?.end {
            // When it ended is known of windows of the configuration; of others, that one is open.
            let endsWithin = entry.maintenance != nil || mutes.isMaintained(check, at: end)
            if endsWithin { outages.holdEnd(check) }
        }
        for silence in mutes.silences(of: check, at: present) {
            let isSilenced =
                silence.until != .recovery || silences.isSilenced(check, by: silence.text, outage)
            guard isSilenced else { continue }
            outages.holdEnd(check)
            if muted[check] == nil { muted[check] = .silence(silence.text) }
        }
    }

    /// The table of the checks that a recipient hears of.
    func limited(to isMeant: (Entry) -> Bool) -> ResultTable {
        var table = self
        table.entries = entries.filter { isMeant($0.value) }
        table.failing = failing.filter { table.entries[$0] != nil }
        table.warned = warned.filter { table.entries[$0] != nil }
        table.outages.forget { table.entries[$0] == nil }
        return table
    }

    /// Takes the next record of a history; since when its result holds follows from those before.
    mutating func advance(_ entry: Entry) {
        var entry = entry
        count(entry, as: 1)
        if unnamed > 0, entry.check.name.target != nil { nameChecks(after: entry.check) }
        (entry.since, entry.streak, entry.previous) = (entry.at, 1, nil)
        var outage = OutageStart()
        if let before = entries[entry.check] {
            guard entry.at >= before.at else { return }
            outage = OutageStart(at: before.outage, isFailing: before.isFailing)
            if before.result == entry.result {
                (entry.since, entry.streak) = (before.since, before.streak + 1)
                entry.previous = before.previous
            } else {
                entry.previous = before.result
            }
        }
        outage.observe(
            isFailing: entry.isFailing,
            isMaintenance: mutes.window(of: entry, scan: entry.at) != nil,
            at: entry.at
        )
        entry.outage = outage.at
        insert(entry)
        outages.observe(entry, by: rules[entry.check])
    }

    /// True if the address of a check has others.
    func isShared(_ check: CheckIdentity) -> Bool { (checks[check.url]?.count ?? 0) > 1 }

    /// The key of a check on the page.
    func pageKey(of check: CheckIdentity) -> String {
        isShared(check) || sharedAddresses[check.url] != nil
            ? MonitorKey.of(check.url.text, check.name) : MonitorKey.of(check.url.text)
    }

    /// True if the target of a check is watched from several places.
    func hasPlaces(_ check: CheckIdentity) -> Bool {
        checks[check.url]?.contains {
            $0.name.target == check.name.target && $0.name.place != check.name.place
        } ?? false
    }

    /// The checks that take the place of one that has no name and is gone, as those of older files: the failing ones of
    /// its address, or one that is well.
    func heirs(of check: CheckIdentity) -> [CheckIdentity] {
        guard check.name.target == nil, entries[check] == nil else { return [] }
        let others = (checks[check.url] ?? []).sorted()
        let failing = others.filter(failing.contains)
        return failing.isEmpty ? Array(others.prefix(1)) : failing
    }

    /// Whether the newest scan is whole; that a monitor is silent is seen by the clock alone, so not here.
    var scan: ScanState {
        guard let announced, arrived < announced else { return .whole }
        return .cutOff(got: arrived, of: announced)
    }

    /// When the newest scan began; nil if its records do not say so.
    var scanStart: Timestamp? {
        guard let run, let present else { return nil }
        return min(present, Timestamp(microseconds: Int64(run) &* 1000))
    }

    /// True if a record does not belong to the newest scan although all of that scan's should be there, or if it is
    /// older than records may be.
    func isUnchecked(_ entry: Entry, staleAfter: Duration?) -> Bool {
        guard let present else { return false }
        if let staleAfter, present - entry.at > staleAfter { return true }
        return scan != .whole && entry.run != run
    }

    private mutating func insert(_ entry: Entry) {
        if entries.updateValue(entry, forKey: entry.check) == nil {
            checks[entry.url, default: []].append(entry.check)
            if entry.check.name.target == nil { unnamed += 1 }
        }
        if entry.isFailing {
            failing.insert(entry.check)
        } else if !failing.isEmpty {
            failing.remove(entry.check)
        }
        if !entry.isFailing, !entry.warnings.isEmpty {
            warned.insert(entry.check)
        } else if !warned.isEmpty {
            warned.remove(entry.check)
        }
    }

    /// Lets the checks without a target give way to a named one.
    private mutating func nameChecks(after check: CheckIdentity) {
        let known = checks[check.url] ?? []
        let predecessor = check.name.predecessor { name in known.contains { $0.name == name } }
        for old in known where old.name.target == nil {
            let entry = entries.removeValue(forKey: old)
            unnamed -= 1
            let isFailing = failing.remove(old) != nil
            let isWarned = warned.remove(old) != nil
            checks[check.url]?.removeAll { $0 == old }
            let goesOn = old.name == predecessor
            outages.pass(old, to: goesOn ? [check] : [])
            guard goesOn else { continue }
            entries[check] = entry
            checks[check.url, default: []].append(check)
            if isFailing { failing.insert(check) }
            if isWarned { warned.insert(check) }
        }
    }

    private mutating func count(_ entry: Entry, as weight: Int) {
        present = max(present ?? entry.at, entry.at)
        guard let newRun = entry.run else { return }
        if run.map({ newRun > $0 }) ?? true {
            (run, announced, arrived) = (newRun, nil, 0)
        }
        guard newRun == run, let of = entry.of else { return }
        announced = of
        arrived += weight
    }
}
