// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonPattern
import PmonRecord
import PmonText

/// Compares what stands at a place of a JSON body with what is expected there.
struct JSONVerdict {
    private let place: ExpectationPlan.JSONPlace
    private let patterns: PatternCache
    private let mask: SecretMask

    init(_ place: ExpectationPlan.JSONPlace, patterns: PatternCache, mask: SecretMask) {
        self.place = place
        self.patterns = patterns
        self.mask = mask
    }

    /// What came of it; `problem` says why nothing may have been found.
    func verdict(_ finding: JSONPathWatcher.Finding, problem: String?) -> ExpectationVerdict {
        let expectation = place.expectation
        // Half a text that is no JSON proves nothing, even if the place came before the fault.
        let isBroken = problem != nil && problem != "the body was cut"
        let expected = expectation.text.isEmpty ? "exists" : mask.masked(expectation.text)
        return ExpectationVerdict(
            reason: .json,
            isMet: !isBroken && holds(finding),
            sentence:
                "json \(expectation.path) \(shown(finding, problem)), expected \(expected)"
        )
    }

    private func holds(_ finding: JSONPathWatcher.Finding) -> Bool {
        guard finding != .nothing else { return false }
        let text = text(of: finding)
        let number = number(of: finding)
        return switch place.expectation.comparison {
        case .exists: true
        case .equal(let other): isEqual(text, number, other)
        case .notEqual(let other): !isEqual(text, number, other)
        case .less(let limit): number.map { $0 < limit } ?? false
        case .lessOrEqual(let limit): number.map { $0 <= limit } ?? false
        case .greater(let limit): number.map { $0 > limit } ?? false
        case .greaterOrEqual(let limit): number.map { $0 >= limit } ?? false
        case .matches:
            place.pattern.flatMap { pattern in
                text.flatMap { patterns.finds(pattern, in: $0) }
            } ?? false
        }
    }

    /// Equal as numbers where both are, else as text; objects and arrays equal nothing.
    private func isEqual(_ text: String?, _ number: DecimalNumber?, _ other: String) -> Bool {
        if let number, let other = DecimalNumber(other) { return number == other }
        return text == other
    }

    private func number(of finding: JSONPathWatcher.Finding) -> DecimalNumber? {
        guard case .scalar(.number(let text)) = finding else { return nil }
        return DecimalNumber(text)
    }

    private func text(of finding: JSONPathWatcher.Finding) -> String? {
        switch finding {
        case .nothing, .object, .array: nil
        case .scalar(.string(let text)), .scalar(.number(let text)): text
        case .scalar(.bool(let value)): value ? "true" : "false"
        case .scalar(.null): "null"
        }
    }

    private func shown(_ finding: JSONPathWatcher.Finding, _ problem: String?) -> String {
        switch finding {
        case .nothing: "is missing\(problem.map { " (\($0))" } ?? "")"
        case _ where problem?.hasPrefix("the body") == false: "cannot be trusted (\(problem ?? ""))"
        case .object: "is an object"
        case .array(let count): "is an array of \(count)"
        case .scalar(.string(let text)): "is \"\(mask.beginning(of: text, characters: 80))\""
        case .scalar: "is \(mask.masked(text(of: finding) ?? ""))"
        }
    }
}
