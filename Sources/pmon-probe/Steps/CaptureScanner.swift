// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// Looks for values to be captured in a body as it comes.
struct CaptureScanner {
    /// What came of one value.
    struct Finding: Equatable {
        /// What stands there, as far as it is known: nothing of it may be shown.
        var text: String?
        /// The problem with it, such as `is missing`; nil if it can.
        var problem: String?
        /// True if more of it may stand in the body than is known.
        var hidesBody = false
    }

    /// Bytes of a value at most.
    static let longest = 16 * 1024

    private let captures: [CaptureSetting]
    private var texts: [TextBetween] = []

    /// A scanner for those of the captures that stand in the body.
    init(_ captures: [CaptureSetting]) {
        self.captures = captures
        for capture in captures {
            guard case .body(let before, let after) = capture.source else { continue }
            texts.append(TextBetween(before: before, after: after, limit: Self.longest))
        }
    }

    /// The places in the JSON of the body, in the order of the captures.
    var paths: [[String]] {
        captures.compactMap { capture in
            if case .json(let path) = capture.source { path.steps } else { nil }
        }
    }

    /// Looks at the next piece, which is valid UTF-8.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        for index in texts.indices { texts[index].feed(bytes) }
    }

    /// What was found, a finding a capture; `places` are those of `paths`.
    mutating func findings(
        _ places: ArraySlice<JSONPathWatcher.Finding>,
        problem: String?,
        isTruncated: Bool
    ) -> [Finding] {
        var places = places
        var index = 0
        return captures.map { capture in
            switch capture.source {
            case .json:
                return Self.finding(places.removeFirst(), problem, isTruncated: isTruncated)
            case .body:
                defer { index += 1 }
                return finding(index, isTruncated: isTruncated)
            case .header: return Finding()
            }
        }
    }

    private mutating func finding(_ index: Int, isTruncated: Bool) -> Finding {
        if let text = texts[index].finish(isTruncated: isTruncated) {
            return Self.judged(text)
        }
        let rest = texts[index].value
        if texts[index].isTooLong { return Self.judged(String(decoding: rest, as: UTF8.self)) }
        return Finding(
            text: rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self),
            problem: isTruncated ? "is missing (the body was cut)" : "is missing",
            hidesBody: !rest.isEmpty && isTruncated
        )
    }

    private static func finding(
        _ finding: JSONPathWatcher.Finding,
        _ problem: String?,
        isTruncated: Bool
    ) -> Finding {
        switch finding {
        case .nothing:
            let cause = problem ?? (isTruncated ? "the body was cut" : nil)
            return Finding(
                problem: "is missing\(cause.map { " (\($0))" } ?? "")",
                hidesBody: cause != nil
            )
        case .object: return Finding(problem: "is an object")
        case .array: return Finding(problem: "is an array")
        case .scalar(.null): return Finding(problem: "is null")
        case .scalar(.bool(let value)): return judged(value ? "true" : "false", problem)
        case .scalar(.string(let text)), .scalar(.number(let text)): return judged(text, problem)
        }
    }

    /// A value that was found, unless it is none that can be sent again.
    static func judged(_ text: String, _ problem: String? = nil) -> Finding {
        if let problem {
            // Half a text that is no JSON proves nothing, even if the value came before the fault.
            return Finding(text: text, problem: "cannot be trusted (\(problem))", hidesBody: true)
        }
        if text.isEmpty { return Finding(text: text, problem: "is empty") }
        guard text.utf8.count <= longest else {
            return Finding(
                text: String(decoding: text.utf8.prefix(longest), as: UTF8.self),
                problem: "is longer than \(SizeText.format(longest))",
                hidesBody: true
            )
        }
        // What the repair of a text puts in the place of other bytes.
        guard !text.unicodeScalars.contains("\u{FFFD}") else {
            return Finding(text: text, problem: "holds bytes that are no text", hidesBody: true)
        }
        return Finding(text: text)
    }
}
