// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonText

/// One address to be probed with all that is known of it before.
final class ProbeTarget: Sendable {
    /// The parts of an address, or why it has none; `Result` would look its error's conformance up at every start.
    enum Parts: Sendable {
        case success(WebAddress)
        case failure(AddressError)

        /// The parts.
        ///
        /// Throws why there are none.
        func get() throws(AddressError) -> WebAddress {
            switch self {
            case .success(let parts): return parts
            case .failure(let error): throw error
            }
        }
    }

    /// The key in `[urls]`; nil for an address that was given otherwise.
    let key: String?
    /// The address with its password masked.
    let url: String
    /// The address as it is requested.
    let address: String
    /// Its parts, or why it has none.
    let parts: Parts
    /// User and password for the server, of the settings or of the address.
    let user: String?
    let password: Secret?
    /// How it is checked, if nothing is wrong with it.
    let plan: CheckPlan
    /// The faults of its settings, each `file:line: key: text`; empty if it can be checked.
    let faults: [String]
    /// The fault of its address, `file:line: key: text`; nil if there is none, or if the address stands in no configuration.
    let addressFault: String?
    /// True if a value is wrong that came with the target itself, not by the configuration.
    let hasWrongValue: Bool
    /// The time between its checks under `--every`, where it has its own.
    let every: Duration?
    /// The maintenance windows that cover it, in the order of the configuration.
    let windows: [MaintenanceWindow]
    /// What must not be seen of the server's words.
    let mask: SecretMask
    /// The steps of the check, where it has several or captures a value; nil for most.
    let steps: StepPlan?

    /// A target whose key may be empty, checked as its settings say.
    ///
    /// An address whose scheme is not permitted is none. What lacks secrets is not checked: their names are a fault.
    init(
        _ target: Target,
        planner: CheckPlanner,
        permit: SchemePermit = .all,
        lacking secrets: [String] = []
    ) {
        key = target.key.isEmpty ? nil : target.key
        address = target.address
        every = target.checks.every
        url = URLText.redacted(address)
        do throws(AddressError) {
            let written = try WebAddress(address)
            guard permit.permits(written.scheme) else { throw .notAllowed(written.scheme) }
            parts = .success(written)
            addressFault = nil
        } catch {
            parts = .failure(error)
            // What is not permitted stands in no configuration.
            if case .notAllowed = error {
                addressFault = nil
            } else {
                addressFault = planner.addressFault(of: target, Self.sentence(error))
            }
        }
        let planned = planner.plan(target.checks)
        plan = planned.plan
        let written = try? parts.get()
        user = plan.request.user ?? written?.user
        password = plan.request.password ?? written?.password
        let own = SecretMask(
            plan.request,
            user: user,
            password: password,
            hasSecretBody: target.checks.holdsSecretBody,
            sent: target.checks.holdsSecretSend ? plan.socket.send : []
        )
        var found = planned.faults
        if target.checks.steps.isEmpty, target.checks.captures.isEmpty {
            steps = nil
            mask = own
        } else {
            var faults = PlanFaults()
            let steps = StepPlan(target, planned, mask: own, planner: planner, faults: &faults)
            self.steps = steps
            mask = steps.mask
            found += faults.list
        }
        if let written, !written.scheme.isWeb {
            found += SchemeRules.faults(ofLogin: user, password, scheme: written.scheme)
        }
        let faults = planner.faults(
            of: target,
            found,
            plan,
            scheme: written?.scheme,
            stepsUseTLS: steps?.usesTLS == true
        )
        hasWrongValue = found.contains { $0.isValue && !$0.isShared }
        windows = planner.windows(of: target)
        let lack =
            secrets.isEmpty
            ? [] : ["\(secrets.joined(separator: ", ")): not known here: \(target.key) needs it"]
        self.faults = lack + faults.map(mask.masked)
    }

    /// A step of a target, at an address that may hold captured values; its `url` is shown without them.
    init(
        step address: String,
        url: String,
        parts: Parts,
        login: (user: String?, password: Secret?),
        plan: CheckPlan,
        mask: SecretMask
    ) {
        key = nil
        self.address = address
        self.url = url
        self.parts = parts
        user = login.user
        password = login.password
        self.plan = plan
        self.mask = mask
        steps = nil
        faults = []
        addressFault = nil
        hasWrongValue = false
        every = nil
        windows = []
    }

    /// The same step, of which more must not be seen.
    func hiding(_ mask: SecretMask) -> ProbeTarget {
        ProbeTarget(
            step: address,
            url: url,
            parts: parts,
            login: (user, password),
            plan: plan,
            mask: mask
        )
    }

    /// All its faults: those of its settings, then that of its address.
    var allFaults: [String] { addressFault.map { faults + [$0] } ?? faults }

    /// What the record of an address says that cannot be one.
    static func sentence(_ error: AddressError) -> String {
        error.text.cut(to: RecordBuilder.longestText)
    }
}
