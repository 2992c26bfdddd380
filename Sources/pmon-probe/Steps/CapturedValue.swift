// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonRecord
import PmonText

/// A value that a step took out of its reply.
struct CapturedValue: Equatable, Sendable, CustomStringConvertible {
    /// The value itself: a secret.
    let secret: Secret
    /// The class of a failure that it is to blame for.
    let reason: Reason

    var description: String { Secret.mask }
}

/// What a step's reply held of the values that it is to capture.
struct CaptureReading {
    /// The values that can be used, by name.
    private(set) var values: [String: CapturedValue] = [:]
    /// Why the others cannot.
    private(set) var failures: [ExpectationVerdict] = []
    private var captured: [ExpectationVerdict] = []
    /// What must not be shown, whether it can be used or not.
    private(set) var secrets: [String] = []
    /// True if a part of a value that is not known may stand in the body.
    private(set) var hidesBody = false

    /// Reads the values of a reply whose body, as far as it came, was observed.
    init(
        _ captures: [CaptureSetting],
        of handle: EasyHandle,
        observer: BodyObserver?,
        isTruncated: Bool
    ) {
        let found = observer?.captured(isTruncated: isTruncated) ?? []
        let isHTML = MediaType.isHTML(handle.string(.contentType))
        for (index, capture) in captures.enumerated() {
            switch capture.source {
            case .header(let name): take(Self.header(handle.headerValues(name)), of: capture)
            case .json: take(found.isEmpty ? Self.none : found[index], of: capture)
            case .body:
                var finding = found.isEmpty ? Self.none : found[index]
                if isHTML, finding.problem == nil, let text = finding.text {
                    secrets.append(text)
                    finding = CaptureScanner.judged(HTMLReferences.decoded(text))
                }
                take(finding, of: capture)
            }
        }
    }

    /// A reply without a body that was looked at.
    private static let none = CaptureScanner.Finding(problem: "is missing")

    private static func header(_ values: [String]) -> CaptureScanner.Finding {
        values.first.map { CaptureScanner.judged($0) } ?? none
    }

    /// Why values cannot be used, where the reply `isExpected`; with `explains` those that can as well.
    func verdicts(explains: Bool, _ isExpected: Bool) -> [ExpectationVerdict] {
        (isExpected ? failures : [])
            + (explains ? captured : [])
    }

    private mutating func take(_ finding: CaptureScanner.Finding, of capture: CaptureSetting) {
        if let text = finding.text, !text.isEmpty { secrets.append(text) }
        if finding.hidesBody { hidesBody = true }
        let reason = capture.source.reason
        if let problem = finding.problem {
            failures.append(
                ExpectationVerdict(
                    reason: reason,
                    isMet: false,
                    sentence: "capture \(capture.name): \(capture.source.words) \(problem)"
                )
            )
        } else if let text = finding.text {
            values[capture.name] = CapturedValue(secret: Secret(text), reason: reason)
            captured.append(
                ExpectationVerdict(
                    reason: reason,
                    isMet: true,
                    sentence: "captured \(capture.name): \(capture.source.words)"
                )
            )
        }
    }
}

extension CaptureSetting.Source {
    /// The class of a failure to find the value.
    var reason: Reason {
        switch self {
        case .json: .json
        case .header: .header
        case .body: .body
        }
    }

    /// Where the value should stand, for people.
    var words: String {
        switch self {
        case .json(let path): "json \(path.text)"
        case .header(let name): "header \(name)"
        case .body(let before, let after): "body \(before)*\(after)"
        }
    }
}
