// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// Plans of many addresses over the same defaults of `[pmon]`.
struct CheckPlanner: Sendable {
    /// A plan, and what is wrong with the settings; a plan with faults must not be used.
    struct Planned: Sendable {
        let plan: CheckPlan
        let faults: [PlanFault]
    }

    private let defaults: PmonSettings
    private let file: String?
    private let places: [SettingPlace]
    private let checkFaults: [String]
    private let maintenance: [MaintenanceWindow]
    /// What all addresses without settings share.
    private let plain: Planned
    /// Why the file of trusted certificates cannot be used; it costs those that need it.
    private let trust: SharedTrust?

    /// A planner over the defaults of a configuration.
    init(_ configuration: Configuration) {
        defaults = configuration.pmon
        file = configuration.file
        places = configuration.places
        checkFaults = configuration.checkFaults
        maintenance = configuration.maintenance
        plain = Self.plan(CheckSettings(), defaults)
        trust = configuration.pmon.caFile.map(SharedTrust.init)
    }

    /// A planner over defaults that stand in no file.
    init(defaults: PmonSettings) {
        var configuration = Configuration()
        configuration.pmon = defaults
        self.init(configuration)
    }

    /// The plan of an address' settings.
    func plan(_ checks: CheckSettings) -> Planned {
        checks == Self.none ? plain : Self.plan(checks, defaults)
    }

    /// The plan of a step, which may not be alone on its connection.
    func plan(step checks: CheckSettings) -> Planned {
        Self.plan(checks, defaults, keepsConnection: true)
    }

    /// The maintenance windows that cover a target.
    func windows(of target: Target) -> [MaintenanceWindow] {
        maintenance.isEmpty ? [] : maintenance.covering(TargetTraits(target))
    }

    /// All that is wrong with a target and its plan, each `file:line: key: text`.
    func faults(
        of target: Target,
        _ found: [PlanFault],
        _ plan: CheckPlan,
        scheme: AddressScheme?,
        stepsUseTLS: Bool
    ) -> [String] {
        var faults = found
        if let scheme { faults += SchemeRules.faults(of: target.checks, scheme: scheme) }
        let usesTLS =
            scheme?.isTLS == true || stepsUseTLS || plan.socket.upgrades
            || plan.request.proxy?.isTLS == true
        if usesTLS, case .file = plan.request.trust, let fault = trust?.fault {
            faults.append(fault)
        }
        guard !(faults.isEmpty && checkFaults.isEmpty && target.faults.isEmpty) else { return [] }
        return checkFaults + target.faults + faults.map { text($0, of: target) }
    }

    /// A problem of a target's address, `file:line: key: text`; nil where it stands in no configuration.
    func addressFault(of target: Target, _ message: String) -> String? {
        guard let file, let line = target.line else { return nil }
        return "\(file):\(line): \(target.key): \(message)"
    }

    /// The problem of the shared file of trusted certificates, with its place; nil if there is none.
    var trustFault: String? { trust?.fault.map { text($0, of: nil) } }

    /// A fault with the place of its key.
    func text(_ fault: PlanFault, of target: Target?) -> String {
        let places = fault.isShared ? places : target?.places ?? []
        var prefix = ""
        let isAddress = fault.key.isEmpty
        if let file, let line = isAddress ? target?.line : places.line(of: fault.key) {
            prefix = "\(file):\(line): "
        }
        if isAddress { return "\(prefix)\(target?.key ?? ""): \(fault.message)" }
        let owner = fault.isShared ? "" : target.map { $0.key.isEmpty ? "" : "\($0.key)." } ?? ""
        return "\(prefix)\(owner)\(fault.key): \(fault.message)"
    }

    private static func plan(
        _ checks: CheckSettings,
        _ defaults: PmonSettings,
        keepsConnection: Bool = false
    ) -> Planned {
        var faults = PlanFaults()
        let plan = CheckPlan(
            checks,
            defaults: defaults,
            keepsConnection: keepsConnection,
            faults: &faults
        )
        return Planned(plan: plan, faults: faults.list)
    }

    private static let none = CheckSettings()
}
