// SPDX-License-Identifier: MIT

import PmonConfig
import PmonPattern
import PmonRecord
import PmonText

/// Looks at a body as it comes, in memory that does not grow with it; an object, as most checks need none.
final class BodyObserver {
    /// Characters of the body that sentences show.
    private static let shownLimit = 80

    /// What must not be seen of the body.
    var mask: SecretMask
    /// True if what is secret by its name is not to be seen either: it should have been captured.
    var hidesNamed = false
    /// Enough to show, and to find a secret that begins in it.
    private let excerptLimit: Int
    private let plan: ExpectationPlan
    private let patterns: PatternCache
    private var repair = TextRepair()
    /// Looks at the first bytes; nil once they have been looked at.
    private var mark: ByteOrderMark? = ByteOrderMark()
    /// The charset that the header names.
    private var charset: String?
    /// Undoes the charset; nil for UTF-8.
    private var decoder: CharsetDecoder?
    private var positions: [PatternAutomaton.Position]
    private var stream = JSONStream()
    private var watcher: JSONPathWatcher
    /// True if a place in the JSON is of interest.
    private let hasPaths: Bool
    private var excerpt: [UInt8] = []
    private var isFinished = false
    /// Looks for captured values; nil where none stands in the body.
    private var captures: CaptureScanner?

    /// An observer for one reply; `patterns` are those of the loop.
    init(_ target: ProbeTarget, patterns: PatternCache) {
        let plan = target.plan.expectations
        self.plan = plan
        mask = target.mask
        excerptLimit = (Self.shownLimit + 1) * 4 + mask.longest
        self.patterns = patterns
        positions = plan.bodies.map { patterns.automaton(of: $0.pattern).begin() }
        captures = plan.captures.isEmpty ? nil : CaptureScanner(plan.captures)
        watcher = JSONPathWatcher(plan.places.map(\.expectation.steps) + (captures?.paths ?? []))
        hasPaths = !plan.places.isEmpty || !(captures?.paths.isEmpty ?? true)
    }

    /// Takes the reply's `Content-Type`, before the first piece.
    func begin(contentType: String?) {
        charset = contentType.flatMap(MediaType.charset)
    }

    /// Looks at the next piece.
    func feed(_ bytes: UnsafeRawBufferPointer) {
        guard mark != nil else { return decode(bytes) }
        if let finding = mark?.feed(bytes) { begin(finding) }
    }

    private func begin(_ finding: ByteOrderMark.Finding) {
        switch finding {
        case .mark(let charset, let rest): begin(charset, rest)
        case .text(let text): begin(charset, text)
        case .undecided: break
        }
    }

    /// Begins the text in its charset; nil stands for UTF-8.
    private func begin(_ charset: String?, _ text: [UInt8]) {
        mark = nil
        decoder = charset.flatMap(CharsetDecoder.init)
        text.withUnsafeBytes { decode($0) }
    }

    private func decode(_ bytes: UnsafeRawBufferPointer) {
        guard let decoder else { return repairAndLook(at: bytes) }
        decoder.feed(bytes) { repairAndLook(at: $0) }
    }

    /// The system's own converters make valid UTF-8, but for surrogates that some let through.
    private func repairAndLook(at bytes: UnsafeRawBufferPointer) {
        var repair = repair
        repair.feed(bytes) { look(at: $0) }
        self.repair = repair
    }

    private func look(at text: UnsafeRawBufferPointer) {
        if excerpt.count < excerptLimit { excerpt += text.prefix(excerptLimit - excerpt.count) }
        for index in positions.indices {
            let automaton = patterns.automaton(of: plan.bodies[index].pattern)
            automaton.feed(text, at: &positions[index])
        }
        captures?.feed(text)
        if hasPaths { stream.feed(text, to: &watcher) }
    }

    /// True if the text so far, were it all, would hold what is wanted.
    var isMet: Bool {
        plan.bodies.indices.allSatisfy { index in
            patterns.automaton(of: plan.bodies[index].pattern).finish(positions[index])
                == plan.bodies[index].isWanted
        }
    }

    /// Ends the body; `isTruncated` if only its beginning was looked at.
    private func finish(isTruncated: Bool) {
        guard !isFinished else { return }
        isFinished = true
        if let mark { begin(mark.finish()) }
        decoder?.finish { repairAndLook(at: $0) }
        var repair = repair
        repair.finish { look(at: $0) }
        if hasPaths, !isTruncated { stream.finish(to: &watcher) }
    }

    /// What was found of the values to be captured, in their order; nothing of those that are no part of the body.
    func captured(isTruncated: Bool) -> [CaptureScanner.Finding] {
        finish(isTruncated: isTruncated)
        return captures?.findings(
            watcher.findings.dropFirst(plan.places.count),
            problem: stream.problem,
            isTruncated: isTruncated
        ) ?? []
    }

    /// What came of each expectation, once the body has ended; `isTruncated` if only its beginning was looked at.
    func verdicts(isTruncated: Bool) -> [ExpectationVerdict] {
        finish(isTruncated: isTruncated)
        var verdicts = plan.bodies.indices.map(bodyVerdict)
        for (place, finding) in zip(plan.places, watcher.findings) {
            verdicts.append(
                JSONVerdict(place, patterns: patterns, mask: mask).verdict(
                    finding,
                    problem: stream.problem ?? (isTruncated ? "the body was cut" : nil)
                )
            )
        }
        return verdicts
    }

    private func bodyVerdict(_ index: Int) -> ExpectationVerdict {
        let expectation = plan.bodies[index]
        let position = positions[index]
        let isFound = patterns.automaton(of: expectation.pattern).finish(position)
        let expected = expectation.isWanted ? "expected to match" : "expected not to match"
        let doubt = position.hasGivenUp ? " (given up: too much work)" : ""
        return ExpectationVerdict(
            reason: .body,
            isMet: isFound == expectation.isWanted && !position.hasGivenUp,
            sentence:
                "body \(shown), \(expected) \"\(mask.masked(expectation.pattern.source))\"\(doubt)"
        )
    }

    /// The beginning of the body in quotes.
    private var shown: String {
        guard !excerpt.isEmpty else { return "is empty" }
        let isCut = excerpt.count >= excerptLimit
        let named =
            !hidesNamed
            ? [] : NamedSecrets.values(in: String(decoding: excerpt, as: UTF8.self))
        // One more character shows that there is more.
        let text = mask.adding(named).beginning(
            of: excerpt,
            characters: Self.shownLimit + 1,
            isCut: isCut
        )
        .unicodeScalars
        let isWhole = text.count <= Self.shownLimit && excerpt.count <= (Self.shownLimit + 1) * 4
        return "\"\(String(text.prefix(Self.shownLimit)))\(isWhole ? "" : "…")\""
    }
}
