// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText

/// What has to be true of the steps of a check before the first of them is taken.
struct StepRules {
    private let target: Target
    private let names: Set<String>

    /// The rules for a target whose steps capture values of those names.
    init(_ target: Target, names: Set<String>) {
        self.target = target
        self.names = names
    }

    /// Adds what is wrong.
    func check(_ faults: inout PlanFaults) {
        var expected = 2
        for step in target.checks.steps {
            if step.number != expected {
                let key = step.address == nil ? step.firstKey : "\(CheckKey.step)\(step.number)"
                faults.add(key, "expected \(CheckKey.step)\(expected) before it, found none")
            }
            expected = step.number + 1
            if step.address == nil {
                faults.add(
                    step.firstKey,
                    "expected \(CheckKey.step)\(step.number) = ADDRESS beside it, found none"
                )
            }
        }
        guard !names.isEmpty else { return }
        var known = Set<String>()
        check(target.checks, address: target.address, prefix: "", known, &faults)
        known.formUnion(target.checks.captures.map(\.name))
        for step in target.checks.steps {
            let prefix = "\(CheckKey.step)\(step.number)"
            check(step.checks, address: step.address ?? "", prefix: prefix, known, &faults)
            known.formUnion(step.checks.captures.map(\.name))
        }
    }

    /// The texts of one step, which knows the values of the steps before it.
    private func check(
        _ checks: CheckSettings,
        address: String,
        prefix: String,
        _ known: Set<String>,
        _ faults: inout PlanFaults
    ) {
        func key(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }
        check(address, isWritten: true, of: prefix, known, &faults)
        for header in checks.headers {
            check(header.value, of: key("header.\(header.name)"), known, &faults)
        }
        check(checks.body, of: key("body"), known, &faults)
        check(checks.bearer, of: key("bearer"), known, &faults)
        check(checks.pwd, of: key("pwd"), isSecret: true, known, &faults)
        check(checks.user.map { .literal(Secret($0)) }, of: key("user"), known, &faults)
        let lengths = checks.headers.filter { $0.name.lowercased() == "content-length" }
        if let header = lengths.first, let body = (try? checks.body?.resolve())?.reveal(),
            StepText(body, names: names).isTemplate
        {
            faults.add(key("header.\(header.name)"), "expected no length of a body with values")
        }
        checkExpectations(checks, key, &faults)
    }

    private func check(
        _ source: SecretSource?,
        of key: String,
        isSecret: Bool = false,
        _ known: Set<String>,
        _ faults: inout PlanFaults
    ) {
        // What cannot be read is a fault of its own.
        guard let source, let text = (try? source.resolve())?.reveal() else { return }
        check(text, isWritten: source.isLiteral && !isSecret, of: key, known, &faults)
    }

    /// Braces in a password, and in a secret from elsewhere, are nobody's mistake here.
    ///
    /// The names stand without their braces: with them they would be masked where they are the value of a header that
    /// carries credentials.
    private func check(
        _ text: String,
        isWritten: Bool,
        of key: String,
        _ known: Set<String>,
        _ faults: inout PlanFaults
    ) {
        let text = StepText(text, names: names)
        for name in text.names where !known.contains(name) {
            faults.add(key, "\(name) is used before it is captured")
        }
        if isWritten, let name = text.foreign.first {
            faults.add(key, "expected one pair of braces around \(name), and no $ before it")
        }
        guard isWritten, let unknown = text.unknown.first else { return }
        let hint =
            NearestName.of(unknown, among: names.sorted()).map { ", did you mean \($0)?" } ?? ""
        faults.add(
            key,
            "\(unknown) is captured in no step\(hint) (for the text itself, a backslash before its brace)"
        )
    }

    /// An expectation is judged as it is written.
    private func checkExpectations(
        _ checks: CheckSettings,
        _ key: (String) -> String,
        _ faults: inout PlanFaults
    ) {
        var texts = checks.expectHeaders.map { ("expect.header.\($0.name)", $0.pattern) }
        texts += checks.expectJSON.map { ("expect.json.\($0.path)", $0.text) }
        if let text = checks.expectBody { texts.append(("expect.body", text)) }
        if let text = checks.rejectBody { texts.append(("reject.body", text)) }
        for (name, text) in texts {
            guard let found = StepText(text, names: names).names.first else { continue }
            faults.add(key(name), "\(found) cannot be expected: captured values are sent alone")
        }
    }
}
