// SPDX-License-Identifier: MIT

import PmonConfig
import PmonPattern
import PmonSystem
import PmonText

/// What is expected of an address' replies, its patterns compiled.
struct ExpectationPlan: Sendable {
    /// A header and what its value has to match.
    struct Header: Sendable {
        let name: String
        let pattern: Pattern
    }

    /// A pattern that the body has to match, or must not.
    struct Body: Sendable {
        let pattern: Pattern
        let isWanted: Bool
    }

    /// A place in the JSON of the body, what is expected there, and the pattern if it is one.
    struct JSONPlace: Sendable {
        let expectation: JSONExpectation
        let pattern: Pattern?
    }

    /// Expected statuses.
    let statuses: StatusRanges
    /// Expectations of headers, the body, its JSON.
    let headers: [Header]
    let bodies: [Body]
    let places: [JSONPlace]
    /// Longest time a check may take.
    let time: Duration?
    /// The values to take out of the reply for later steps.
    let captures: [CaptureSetting]

    /// True if the body has to be looked at.
    var needsBody: Bool {
        !bodies.isEmpty || !places.isEmpty || captures.contains { $0.source.needsBody }
    }

    /// The plan of an address' settings; what cannot be compiled is a fault and left out.
    init(_ checks: CheckSettings, faults: inout PlanFaults) {
        statuses = checks.expectStatus ?? .standard
        time = checks.expectTime
        captures = checks.captures
        var headers: [Header] = []
        for expectation in checks.expectHeaders {
            let key = "expect.header.\(expectation.name)"
            if let pattern = Self.pattern(expectation.pattern, key, &faults) {
                headers.append(Header(name: expectation.name, pattern: pattern))
            }
        }
        self.headers = headers
        var bodies: [Body] = []
        for (text, key, isWanted) in [
            (checks.expectBody, CheckKey.expectBody, true),
            (checks.rejectBody, CheckKey.rejectBody, false),
        ] {
            guard let text, let pattern = Self.pattern(text, key.rawValue, &faults) else {
                continue
            }
            bodies.append(Body(pattern: pattern, isWanted: isWanted))
        }
        self.bodies = bodies
        var places: [JSONPlace] = []
        for expectation in checks.expectJSON {
            var pattern: Pattern?
            if case .matches(let text) = expectation.comparison {
                pattern = Self.pattern(text, "expect.json.\(expectation.path)", &faults)
            }
            places.append(JSONPlace(expectation: expectation, pattern: pattern))
        }
        self.places = places
    }

    private static func pattern(
        _ text: String,
        _ key: String,
        _ faults: inout PlanFaults
    ) -> Pattern? {
        faults.take(key) { () throws(ToolError) in
            do throws(PatternError) {
                return try Pattern(text)
            } catch {
                throw ToolError(
                    .configuration,
                    "cannot use regular expression: \(text.excerpt): \(error.message)"
                )
            }
        }
    }
}
