// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Decides which checks are muted: by the windows of `[maintenance]`, and by the silence file.
struct MuteRules {
    /// What covers one check.
    private struct Cover {
        var windows: [MaintenanceWindow] = []
        var silences: [Silence] = []
    }

    /// What covers the checks asked about so far: a replay asks after each scan.
    private final class Known {
        var covers: [CheckIdentity: Cover] = [:]
    }

    private let windows: [MaintenanceWindow]
    private let silences: [Silence]
    private let targets: TargetLookup
    private let known = Known()
    /// True if nothing is muted, unless a record says so itself.
    let isEmpty: Bool

    /// The rules of a configuration, and silences; a history is replayed without any.
    init(_ configuration: Configuration = Configuration(), silences: [Silence] = []) {
        windows = configuration.maintenance
        self.silences = silences
        isEmpty = configuration.maintenance.isEmpty && silences.isEmpty
        targets = TargetLookup(isEmpty ? Configuration() : configuration)
    }

    /// The maintenance window that a record belongs to: the one it names, else the first that was open.
    func window(of entry: Entry) -> String? {
        if let name = entry.maintenance { return name }
        guard !windows.isEmpty else { return nil }
        return cover(entry.check).windows.first(at: entry.at)?.name
    }

    /// True if a window of the configuration covers a check at an instant.
    func isMaintained(_ check: CheckIdentity, at instant: Timestamp) -> Bool {
        guard !windows.isEmpty else { return false }
        return cover(check).windows.first(at: instant) != nil
    }

    /// The silences of a check that have not ended by the clock at an instant.
    func silences(of check: CheckIdentity, at instant: Timestamp) -> [Silence] {
        guard !silences.isEmpty else { return [] }
        return cover(check).silences.filter { !$0.hasEnded(at: instant) }
    }

    private func cover(_ check: CheckIdentity) -> Cover {
        if let cover = known.covers[check] { return cover }
        let traits = targets.traits(of: check)
        let cover = Cover(
            windows: windows.covering(traits),
            silences: silences.filter { $0.patterns.matches(traits) }
        )
        known.covers[check] = cover
        return cover
    }
}

extension TargetLookup {
    /// What patterns can find a check by.
    func traits(of check: CheckIdentity) -> TargetTraits {
        let key = check.name.target.map { String(decoding: $0, as: UTF8.self) }
        return traits(key: key, url: URLText.redacted(check.url.text))
    }
}
