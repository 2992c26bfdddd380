// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonSystem
import PmonText

/// The steps of a check, in their order; they share names of captured values, cookies and a connection.
final class StepPlan: Sendable {
    /// The steps.
    let steps: [Step]
    /// What must not be seen of any server's words, whichever step's it is.
    let mask: SecretMask
    /// True if a step speaks TLS.
    let usesTLS: Bool

    /// The steps of a target whose own settings were planned; `mask` is that of the first.
    init(
        _ target: Target,
        _ planned: CheckPlanner.Planned,
        mask: SecretMask,
        planner: CheckPlanner,
        faults: inout PlanFaults
    ) {
        let whole = target.checks
        let names = Set(
            (whole.captures + whole.steps.flatMap(\.checks.captures)).map(\.name)
        )
        StepRules(target, names: names).check(&faults)
        var mask = mask
        var steps: [Step] = []
        var first: WebAddress?
        for settings in [StepSettings(first: target)] + whole.steps {
            let key = settings.number == 1 ? "" : "\(CheckKey.step)\(settings.number)"
            guard let address = settings.address else { continue }
            let written = StepText(address, names: names)
            // The check itself says what is wrong with its own address, or with steps of another protocol.
            if settings.number == 1, (try? WebAddress(address))?.scheme.isWeb != true { continue }
            let place = faults.take(key) { () throws(ToolError) in
                try Self.place(written, address)
            }
            guard let place else { continue }
            if settings.number == 1 { first = place.parts }
            let checks = settings.merged(
                whole,
                isAtFirstHost: place.parts.host.lowercased() == first?.host.lowercased()
            )
            let plan = planner.plan(step: checks)
            if settings.number > 1 {
                for fault in plan.faults where !fault.isShared && !planned.faults.contains(fault) {
                    faults.add(fault.of(step: settings.number))
                }
                for fault in SchemeRules.faults(of: settings.checks, scheme: place.parts.scheme) {
                    faults.add(fault.of(step: settings.number))
                }
            }
            let request = plan.plan.request
            let login = (
                user: request.user ?? place.parts.user,
                password: request.password ?? place.parts.password
            )
            let own = SecretMask(
                request,
                user: login.user,
                password: login.password,
                hasSecretBody: checks.holdsSecretBody
            )
            mask = mask.joined(with: own)
            let base = ProbeTarget(
                step: address,
                url: URLText.redacted(address),
                parts: .success(place.parts),
                login: login,
                plan: plan.plan,
                mask: own
            )
            steps.append(
                Step(settings.number, target: base, address: place.address, names: names)
            )
        }
        self.steps = steps
        self.mask = mask
        usesTLS = steps.contains { step in
            step.target.plan.request.proxy?.isTLS == true
                || (try? step.target.parts.get())?.scheme == .https
        }
    }

    /// The parts of a step's address, and what is to be put together of it.
    private static func place(
        _ text: StepText,
        _ address: String
    ) throws(ToolError) -> (parts: WebAddress, address: StepAddress?) {
        do throws(AddressError) {
            let filled = text.isTemplate ? try StepAddress(text) : nil
            return (try WebAddress(web: filled?.sample ?? address), filled)
        } catch {
            throw ToolError(.configuration, ProbeTarget.sentence(error))
        }
    }
}

extension PlanFault {
    /// The same fault of a step's setting.
    fileprivate func of(step number: Int) -> PlanFault {
        PlanFault(
            key: "\(CheckKey.step)\(number).\(key)",
            isShared: isShared,
            isValue: isValue,
            message: message
        )
    }
}

extension StepSettings {
    /// The settings of the step over those that the check has for all.
    fileprivate func merged(_ whole: CheckSettings, isAtFirstHost: Bool) -> CheckSettings {
        var merged = checks
        merged.timeout = whole.timeout
        merged.retries = whole.retries
        // The check as a whole is what may be slow.
        merged.slow = .zero
        guard number > 1 else { return merged }
        // All addresses of the first name are known from the first step on.
        merged.addresses = .first
        merged.follow = checks.follow ?? whole.follow
        merged.ip = checks.ip ?? whole.ip
        merged.http = checks.http ?? whole.http
        merged.proxy = checks.proxy ?? whole.proxy
        merged.ca = checks.ca ?? whole.ca
        merged.insecure = checks.insecure ?? whole.insecure
        if checks.cert == nil, checks.key == nil, checks.passphrase == nil {
            merged.cert = whole.cert
            merged.key = whole.key
            merged.passphrase = whole.passphrase
        }
        if isAtFirstHost { merged.resolve = checks.resolve ?? whole.resolve }
        return merged
    }

    /// The check's own address as its first step.
    fileprivate init(first target: Target) {
        self.init(number: 1, firstKey: "")
        address = target.address
        checks = target.checks
        checks.steps = []
    }
}
