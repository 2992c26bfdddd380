// SPDX-License-Identifier: MIT

import PmonCore

/// Plans of many addresses over the same defaults of `[pmon]`.
struct CheckPlanner: Sendable {
    private let defaults: PmonSettings
    /// What all addresses without settings share.
    private let plain: Result<CheckPlan, ToolError>

    init(defaults: PmonSettings) {
        self.defaults = defaults
        do throws(ToolError) {
            plain = .success(try CheckPlan(CheckSettings(), defaults: defaults))
        } catch {
            plain = .failure(error)
        }
    }

    /// The plan of an address' settings.
    ///
    /// Throws 78 where they cannot be used, 66 or 77 for files that they name.
    func plan(_ checks: CheckSettings) throws(ToolError) -> CheckPlan {
        guard checks != Self.none else { return try plain.get() }
        return try CheckPlan(checks, defaults: defaults)
    }

    private static let none = CheckSettings()
}
