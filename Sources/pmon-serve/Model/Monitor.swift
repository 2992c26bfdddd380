// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord

/// One check as page and API show it.
struct Monitor: Sendable {
    /// Key in paths.
    let key: String
    /// The address, without password.
    var url: String
    /// Name for people: as configured, else the address.
    var name: String
    /// Group it is shown in; empty for none.
    let group: String
    /// Key in `[urls]`, as configured or as its records say.
    var target: String?
    /// Vantage point of its records.
    let place: String?
    /// Whether it stands in the history alone, neither configured nor in the latest results.
    let isRemoved: Bool
    /// Latest record, without `url`; empty if there never was one.
    var record: Record
    /// All its checks.
    let runs: Runs
    /// Unix seconds of the latest check.
    let at: Double?
    /// What the latest check said.
    let result: CheckState
    /// Message of the latest check.
    var message: String
    /// Unix seconds since which the present result holds; an outage may have begun earlier, with another one.
    let since: Double?
    /// Number of checks that it has held.
    let streak: Int?
    /// Unix seconds at which the outage began that goes on; `nil` if there is none.
    let outage: Double?
    /// Certificate of the address, if it has one.
    let certificate: Certificate?
    /// Uptime in each of ``Uptime/windows``.
    let uptimes: [Uptime]
    /// Incidents of the last ``incidentSeconds``, the latest first.
    var incidents: [Incident]
    /// Where the evidence of failures stands in the files, the latest first.
    var proofs: [Proof]
    /// State of the check before the latest, maintenance left out.
    let before: CheckState?
    /// The windows of planned maintenance that cover it.
    var windows: [MaintenanceWindow] = []
    /// Expected seconds between its checks, where it has its own.
    var every: Double?
    /// The maintenance that the latest check fell into.
    var maintenance: Maintenance?
    /// The silence that holds for it.
    var silence: Silence?
    /// How the machine behind it is looked into; `nil` if that is not configured.
    var remote: Remote?
    /// How many places of its target are well, and of how many; `nil` if it has one.
    var places: (well: Int, of: Int)?

    /// The planned maintenance of a check.
    struct Maintenance: Equatable, Sendable {
        /// Name of the window.
        var name: String
        /// Unix seconds at which it ends; `nil` if the configuration does not say.
        var until: Double?

        /// `disk swap until 02:30:00`.
        func text(now: Double) -> String {
            guard let until, until > now else { return name }
            return "\(name) until \(LocalTime.short(until, now: now))"
        }
    }

    /// What is looked for on a machine.
    struct Remote: Equatable, Sendable {
        /// Text that a line of the process list must hold; `nil` for none.
        var marker: String?
        /// `grep` pattern for the logs; `nil` for none.
        var logPattern: String?
    }

    /// How far back the incidents go that are kept at hand: seven days.
    static let incidentSeconds = 7 * 86_400.0

    /// Duration of the latest check in milliseconds.
    var milliseconds: Double? { record.milliseconds }

    /// What the evidence says, in one line.
    var verdict: String? { record[.verdict]?.string }

    /// What is true but no failure.
    var warnings: [String] { record[.warnings]?.strings ?? [] }

    /// Whether the latest check failed by the server's certificate.
    var hasBadCertificate: Bool { record[.reason]?.string == Reason.certificate.rawValue }

    /// Whether the latest record holds evidence of the machine behind the address.
    var hasEvidence: Bool { record.hasEvidence }

    /// Whether the latest record holds anything to show of a failure: evidence of the machine, or the server's answer.
    var hasProof: Bool {
        hasEvidence || result.isFailure && record[.response]?.object != nil
    }

    /// Evidence of failures before the latest check.
    var earlierProofs: ArraySlice<Proof> {
        proofs.first.map { hasProof && $0.at == at } ?? false ? proofs.dropFirst() : proofs[...]
    }

    /// State now: stale if the latest check is older than `limit` seconds.
    func state(now: Double, staleAfter limit: Double?) -> CheckState {
        if isRemoved { return .removed }
        guard let at else { return .noData }
        // A check that is ahead of the clock by as much says nothing of now either.
        if let limit, abs(now - at) > limit { return .stale }
        return lastState
    }

    /// State as of the latest check, however old it is.
    var lastState: CheckState { maintenance == nil ? result : .maintenance }
}

extension Record {
    /// Whether it holds evidence of the machine behind the address.
    var hasEvidence: Bool {
        let keys: [RecordKey] = [.ssh, .memory, .fileSystem, .logs]
        return keys.contains { key in
            switch self[key] {
            case nil, .null: false
            default: true
            }
        }
    }
}
