// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem

/// How an address is checked, whatever address it is: what is sent, what is expected, within which limits.
///
/// Addresses without settings of their own share one plan.
final class CheckPlan: Sendable {
    /// What is sent.
    let request: RequestPlan
    /// What is expected.
    let expectations: ExpectationPlan
    /// What is said over a connection that is not HTTP's.
    let socket: SocketPlan
    /// Time limit of one try.
    let timeout: Duration
    /// Further tries after a failure of the environment.
    let retries: Int
    /// Pause before a further try.
    let retryPause: Duration
    /// Redirects followed at most.
    let follow: Int
    /// True if each address of the name is checked.
    let takesAllAddresses: Bool
    /// Bytes of the body taken at most.
    let maxBody: Int
    /// When the answer goes into the record, and how much of its body.
    let keepResponse: AnswerKeeping
    let keepSize: Int
    /// Thresholds of warnings.
    let slow: Duration?
    let certificateWarning: CertificateWarning

    /// The plan of an address' settings over the defaults of `[pmon]`; it must not be used if there are faults.
    init(
        _ checks: CheckSettings,
        defaults: PmonSettings,
        keepsConnection: Bool = false,
        faults: inout PlanFaults
    ) {
        expectations = ExpectationPlan(checks, faults: &faults)
        request = RequestPlan(
            checks,
            defaults: defaults,
            keepsConnection: keepsConnection,
            faults: &faults
        )
        socket = SocketPlan(checks, faults: &faults)
        if request.method == "HEAD" { Self.refuseBodies(checks, &faults) }
        timeout = checks.timeout ?? defaults.timeout
        retries = checks.retries ?? defaults.retries
        retryPause = defaults.retryPause
        follow = checks.follow ?? defaults.follow
        takesAllAddresses = (checks.addresses ?? defaults.addresses) == .all
        maxBody = defaults.maxBody
        keepResponse = defaults.keepResponse
        keepSize = defaults.keepSize
        let limit = checks.slow ?? defaults.slow
        slow = limit == .zero ? nil : limit
        certificateWarning = checks.certWarn ?? defaults.certWarn
    }

    /// The same plan with another request.
    init(_ plan: CheckPlan, request: RequestPlan) {
        self.request = request
        socket = plan.socket
        expectations = plan.expectations
        timeout = plan.timeout
        retries = plan.retries
        retryPause = plan.retryPause
        follow = plan.follow
        takesAllAddresses = plan.takesAllAddresses
        maxBody = plan.maxBody
        keepResponse = plan.keepResponse
        keepSize = plan.keepSize
        slow = plan.slow
        certificateWarning = plan.certificateWarning
    }

    /// What a request without bodies cannot have; an expectation of one could never be met.
    private static func refuseBodies(_ checks: CheckSettings, _ faults: inout PlanFaults) {
        var keys: [String] = []
        if checks.body != nil { keys.append(CheckKey.body.rawValue) }
        if checks.expectBody != nil { keys.append(CheckKey.expectBody.rawValue) }
        if checks.rejectBody != nil { keys.append(CheckKey.rejectBody.rawValue) }
        keys += checks.expectJSON.map { "expect.json.\($0.path)" }
        keys += checks.captures.filter(\.source.needsBody).map { "\(CheckKey.capture)\($0.name)" }
        for key in keys {
            _ = faults.take(key) { () throws(ToolError) in
                throw ToolError(.configuration, "expected another method: HEAD has no body")
            }
        }
    }
}
