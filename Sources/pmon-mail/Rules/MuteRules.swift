// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// When nobody is to hear of a check: the windows of `[maintenance]`, and the silence file.
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

    private let configuration: Configuration
    private let silences: [Silence]
    /// The key of the only target of an address, for records without a target.
    private let keys: [URLKey: String]
    private let known = Known()
    /// True if nothing is muted, unless a record says so itself.
    let isEmpty: Bool

    /// The rules of a configuration, and silences; a history is replayed without any.
    init(_ configuration: Configuration = Configuration(), silences: [Silence] = []) {
        self.configuration = configuration
        self.silences = silences
        isEmpty = configuration.maintenance.isEmpty && silences.isEmpty
        guard !isEmpty else {
            keys = [:]
            return
        }
        let targets = Dictionary(grouping: configuration.targets) { URLKey($0.redacted) }
        keys = targets.compactMapValues { $0.count == 1 ? $0[0].key : nil }
    }

    /// The maintenance window that a record belongs to: the one it names, else the first that was open.
    func window(of entry: Entry) -> String? {
        if let name = entry.maintenance { return name }
        guard !configuration.maintenance.isEmpty else { return nil }
        return cover(entry.check).windows.first(at: entry.at)?.name
    }

    /// True if a window of the configuration covers a check at an instant.
    func isMaintained(_ check: CheckIdentity, at instant: Timestamp) -> Bool {
        guard !configuration.maintenance.isEmpty else { return false }
        return cover(check).windows.first(at: instant) != nil
    }

    /// The silences of a check that have not ended by the clock at an instant.
    func silences(of check: CheckIdentity, at instant: Timestamp) -> [Silence] {
        guard !silences.isEmpty else { return [] }
        return cover(check).silences.filter { !$0.hasEnded(at: instant) }
    }

    private func cover(_ check: CheckIdentity) -> Cover {
        if let cover = known.covers[check] { return cover }
        let key = check.name.target.map { String(decoding: $0, as: UTF8.self) } ?? keys[check.url]
        let traits = configuration.traits(key: key, url: URLText.redacted(check.url.text))
        let cover = Cover(
            windows: configuration.maintenance.covering(traits),
            silences: silences.filter { $0.patterns.matches(traits) }
        )
        known.covers[check] = cover
        return cover
    }
}
