// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonSystem

extension Check {
    /// What became of the check; with steps, of all that were taken.
    var result: CheckOutcome {
        steps?.whole(outcome, of: job.target, began: began, before: stepBegan - tryBegan) ?? outcome
    }

    /// Starts with the first step.
    func begin(_ steps: StepRun) -> Step {
        steps.begin()
        return take(steps.next())
    }

    /// Goes on with the next step after one that succeeded.
    func stepEnded(_ handle: EasyHandle) -> Step {
        guard let steps, outcome.reason == nil, steps.hasNext else { return .done }
        steps.finish(outcome)
        cookies = handle.cookies
        steps.hide(cookies: cookies?.values ?? [])
        outcome = CheckOutcome(attempts: tries)
        stepBegan = .now()
        return take(steps.next())
    }

    /// Goes on with a step, unless it cannot be taken.
    private func take(_ next: StepRun.Next) -> Step {
        switch next {
        case .step(let target):
            self.target = target
            guard let parts = try? target.parts.get() else {
                return fail(.config, "a step without an address")
            }
            hop = Hop(first: parts, of: target)
            return .request
        case .refused(let problem):
            outcome.times.total = Int(Monotonic.now().microseconds(since: stepBegan))
            outcome.verdicts = [
                ExpectationVerdict(
                    reason: problem.reason,
                    isMet: false,
                    sentence: problem.sentence
                )
            ]
            return .done
        }
    }

    /// Takes the values out of the reply, which are secrets from here on; nil where there are none to be taken.
    @discardableResult
    func readValues(of handle: EasyHandle, isTruncated: Bool) -> CaptureReading? {
        guard let steps else { return nil }
        let captures = target.plan.expectations.captures
        guard !captures.isEmpty else { return nil }
        let reading = CaptureReading(
            captures,
            of: handle,
            observer: observer,
            isTruncated: isTruncated
        )
        steps.take(reading)
        target = target.hiding(steps.mask)
        observer?.mask = steps.mask
        observer?.hidesNamed = !reading.failures.isEmpty
        hidesBody = reading.hidesBody
        return reading
    }

    /// Compares a whole reply with what is expected, and takes the values out of it.
    func evaluate(_ handle: EasyHandle) {
        outcome.times.total = Int(Monotonic.now().microseconds(since: stepBegan))
        // Before anything is said of the reply.
        let reading = readValues(of: handle, isTruncated: outcome.isTruncated)
        outcome.verdicts = Evaluation(target: target, patterns: patterns, explains: explains)
            .verdicts(of: handle, outcome: outcome, observer: observer)
        guard steps == nil else {
            // What was not expected at all does not hold the values either.
            let isExpected = outcome.reason == nil
            outcome.verdicts += reading?.verdicts(explains: explains, isExpected) ?? []
            return
        }
        outcome.warnings = Evaluation.warnings(outcome, target: target, began: began)
    }
}
