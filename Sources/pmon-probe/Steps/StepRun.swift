// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonText

/// Where a check is among its steps, and what it has captured; it belongs to the loop of the check.
final class StepRun {
    /// What comes next.
    enum Next {
        /// The request of a step.
        case step(ProbeTarget)
        /// Nothing: the step cannot be taken.
        case refused(StepProblem)
    }

    private static let shortestCookie = 8

    private let plan: StepPlan
    /// The present step in the plan; nil before the first one.
    private var index: Int?
    private var values: [String: CapturedValue] = [:]
    private var finished: [StepOutcome] = []
    private var share: ConnectionShare?
    private var privateNames: [String: String] = [:]
    /// What must not be seen; values of earlier tries are among it.
    private(set) var mask: SecretMask

    init(_ plan: StepPlan) {
        self.plan = plan
        mask = plan.mask
    }

    /// Starts anew: a try has neither values nor connections of another.
    func begin() {
        index = nil
        values = [:]
        finished = []
        share = nil
    }

    /// True if a step follows the present one.
    var hasNext: Bool { (index ?? -1) + 1 < plan.steps.count }

    /// Goes on to the next step.
    func next() -> Next {
        let next = (index ?? -1) + 1
        index = next
        do throws(StepProblem) {
            return .step(try plan.steps[next].target(with: values, mask: mask))
        } catch {
            return .refused(error)
        }
    }

    /// Notes what became of the present step, which another one follows.
    func finish(_ outcome: CheckOutcome) {
        guard let index else { return }
        finished.append(StepOutcome(plan.steps[index], outcome))
    }

    /// Takes what a reply held.
    func take(_ reading: CaptureReading) {
        values.merge(reading.values) { _, new in new }
        mask = mask.adding(reading.secrets)
    }

    /// Hides what opens a session; short values are words such as a language.
    func hide(cookies values: [String]) {
        mask = mask.adding(values.filter { $0.utf8.count >= Self.shortestCookie })
    }

    /// The connections of this try; a preparer of TLS has to live as long as they do.
    func connections(keeping capture: CertificateCapture?) throws(CurlError) -> ConnectionShare {
        let connections: ConnectionShare
        if let share {
            connections = share
        } else {
            connections = try ConnectionShare()
        }
        if let capture { connections.keep(capture) }
        share = connections
        return connections
    }

    /// The name that stands for a server with configured addresses, the same in all steps: connections are found by it.
    func privateName(of server: String) -> String {
        if let name = privateNames[server] { return name }
        let name = Route.privateName()
        privateNames[server] = name
        return name
    }

    /// What became of all steps: that of the last one taken, and the time of all; `before` is when the others were done.
    func whole(
        _ outcome: CheckOutcome,
        of target: ProbeTarget,
        began: Timestamp,
        before: Duration
    ) -> CheckOutcome {
        guard let index else { return outcome }
        let steps = (finished + [StepOutcome(plan.steps[index], outcome)]).map {
            $0.masked(by: mask)
        }
        var whole = outcome.masked(by: mask)
        whole.times = steps.dropFirst().reduce(into: steps[0].outcome.times) { sum, step in
            sum.add(step.outcome.times)
        }
        whole.times.total = outcome.times.total.map { $0 + Int(before.wholeMicroseconds) }
        whole.steps = StepList(
            steps,
            failed: outcome.reason == nil ? nil : plan.steps[index].number
        )
        let certificates = steps.compactMap(\.outcome.certificate)
        if outcome.reason != .certificate {
            whole.certificate = certificates.min { $0.expires < $1.expires }
        }
        guard outcome.failure == nil else { return whole }
        var judged = whole
        // Where their lifetimes differ, the one that ends first need not be the one to warn of.
        judged.certificate =
            certificates.filter { $0.isDue(target.plan.certificateWarning, at: began) }
            .min { $0.expires < $1.expires } ?? whole.certificate
        whole.warnings = Evaluation.warnings(judged, target: target, began: began)
        return whole
    }
}
