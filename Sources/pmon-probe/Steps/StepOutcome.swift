// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonText

/// What became of one step that was taken.
struct StepOutcome: Sendable {
    /// Its number, from 1, and its address without captured values.
    let number: Int
    let url: String
    let outcome: CheckOutcome

    init(_ step: Step, _ outcome: CheckOutcome) {
        self.init(number: step.number, url: step.target.url, outcome: outcome)
    }

    init(number: Int, url: String, outcome: CheckOutcome) {
        self.number = number
        self.url = url
        self.outcome = outcome
    }

    /// The same without secrets that became known later.
    func masked(by mask: SecretMask) -> StepOutcome {
        StepOutcome(number: number, url: url, outcome: outcome.masked(by: mask))
    }

    /// An entry of a record's `steps`.
    var json: JSONValue {
        var object = JSONObject()
        object["url"] = .string(url.cut(to: RecordBuilder.longestText))
        object["status"] = outcome.status.flatMap(RecordBuilder.possibleStatus).map { .int($0) }
        object["timing"] = .object(outcome.times.json)
        if let reason = outcome.reason {
            object["result"] = .string(outcome.result.rawValue)
            object["reason"] = .string(reason.rawValue)
            object["message"] = .string(outcome.sentence.cut(to: RecordBuilder.longestText))
        }
        return .object(object)
    }
}

/// The steps of a check; one object, so that the outcomes of all other checks stay small.
final class StepList: Sendable {
    /// Those that were taken, in their order.
    let list: [StepOutcome]
    /// The number of the one that failed; nil if none did.
    let failed: Int?

    init(_ list: [StepOutcome], failed: Int?) {
        self.list = list
        self.failed = failed
    }
}

extension CheckOutcome {
    /// The same without secrets that became known later.
    func masked(by mask: SecretMask) -> CheckOutcome {
        var outcome = self
        outcome.failure = failure.map { failure in
            Failure(reason: failure.reason, message: mask.masked(failure.message))
        }
        outcome.verdicts = verdicts.map { verdict in
            ExpectationVerdict(
                reason: verdict.reason,
                isMet: verdict.isMet,
                sentence: mask.masked(verdict.sentence)
            )
        }
        outcome.location = location.map(mask.masked)
        outcome.certificate = certificate?.masked(by: mask)
        return outcome
    }
}
