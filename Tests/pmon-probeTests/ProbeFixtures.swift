// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_probe

/// A target of an address with keys of `[checks]`.
func probeTarget(
    _ address: String = "http://127.0.0.1:1/",
    key: String = "",
    checks pairs: [(String, String)] = [],
    pmon: PmonSettings = PmonSettings()
) throws -> ProbeTarget {
    var checks = CheckSettings()
    for (key, value) in pairs { _ = try checks.set(key, to: value, folder: "") }
    return ProbeTarget(
        Target(key: key, address: address, checks: checks),
        planner: CheckPlanner(defaults: pmon)
    )
}

/// A job of a target in a scan of its own.
func job(_ target: ProbeTarget, index: Int = 0) -> Job {
    Job(target: target, scan: ScanIdentity(count: 1, settings: PmonSettings()), index: index)
}
