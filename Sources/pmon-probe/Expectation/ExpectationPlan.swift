// SPDX-License-Identifier: MIT

import PmonCore

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

    /// True if the body has to be looked at.
    var needsBody: Bool { !bodies.isEmpty || !places.isEmpty }

    /// The plan of an address' settings.
    ///
    /// Throws 78 for a pattern that cannot be compiled.
    init(_ checks: CheckSettings) throws(ToolError) {
        statuses = checks.expectStatus ?? .standard
        time = checks.expectTime
        var headers: [Header] = []
        for expectation in checks.expectHeaders {
            let pattern = try Self.pattern(
                expectation.pattern,
                key: "expect.header.\(expectation.name)"
            )
            headers.append(Header(name: expectation.name, pattern: pattern))
        }
        self.headers = headers
        var bodies: [Body] = []
        if let text = checks.expectBody {
            let pattern = try Self.pattern(text, key: CheckKey.expectBody.rawValue)
            bodies.append(Body(pattern: pattern, isWanted: true))
        }
        if let text = checks.rejectBody {
            let pattern = try Self.pattern(text, key: CheckKey.rejectBody.rawValue)
            bodies.append(Body(pattern: pattern, isWanted: false))
        }
        self.bodies = bodies
        var places: [JSONPlace] = []
        for expectation in checks.expectJSON {
            var pattern: Pattern?
            if case .matches(let text) = expectation.comparison {
                pattern = try Self.pattern(text, key: "expect.json.\(expectation.path)")
            }
            places.append(JSONPlace(expectation: expectation, pattern: pattern))
        }
        self.places = places
    }

    private static func pattern(_ text: String, key: String) throws(ToolError) -> Pattern {
        do throws(PatternError) {
            return try Pattern(text)
        } catch {
            throw ToolError(
                .configuration,
                "\(key): cannot use regular expression: \(text.excerpt): \(error.message)"
            )
        }
    }
}
