// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

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
    /// The maintenance windows that cover it, in the order of the configuration.
    let windows: [MaintenanceWindow]
    /// What must not be seen of the server's words.
    let mask: SecretMask

    /// A target whose key may be empty, checked as its settings say.
    init(_ target: Target, planner: CheckPlanner) {
        key = target.key.isEmpty ? nil : target.key
        address = target.address
        url = URLText.redacted(address)
        do throws(AddressError) {
            parts = .success(try WebAddress(address))
            addressFault = nil
        } catch {
            parts = .failure(error)
            addressFault = planner.addressFault(of: target, Self.sentence(error))
        }
        let planned = planner.plan(target.checks)
        plan = planned.plan
        let written = try? parts.get()
        let usesTLS = written?.scheme == "https" || plan.request.proxy?.isTLS == true
        let faults = planner.faults(of: target, planned, usesTLS: usesTLS)
        hasWrongValue = planned.faults.contains { $0.isValue && !$0.isShared }
        user = plan.request.user ?? written?.user
        password = plan.request.password ?? written?.password
        mask = SecretMask(
            logins: [
                (user, password), (plan.request.proxy?.user, plan.request.proxy?.password),
            ],
            lines: plan.request.headers.filter(\.isSecret).map(\.line),
            body: target.checks.holdsSecretBody
                ? plan.request.body.map { String(decoding: $0, as: UTF8.self) } : nil
        )
        windows = planner.windows(of: target)
        self.faults = faults.isEmpty ? [] : faults.map(mask.masked)
    }

    /// All its faults: those of its settings, then that of its address.
    var allFaults: [String] { addressFault.map { faults + [$0] } ?? faults }

    /// What the record of an address says that cannot be one.
    static func sentence(_ error: AddressError) -> String {
        error.text.cut(to: RecordBuilder.longestText)
    }
}
