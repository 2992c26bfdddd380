// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonText

/// One step of a check, worked out as far as that goes before the values are known.
struct Step: Sendable {
    /// Its number, from 1.
    let number: Int
    /// What is sent and expected, with placeholders in the place of values.
    let target: ProbeTarget
    /// What is put together anew for each check; nil for what is sent as it is configured.
    private let address: StepAddress?
    private let headers: [StepText?]
    private let body: StepText?
    private let bodyEncoding: ValueEncoding
    private let user: StepText?
    private let password: StepText?

    /// A step whose placeholders are the `names` of captured values.
    init(
        _ number: Int,
        target: ProbeTarget,
        address: StepAddress?,
        names: Set<String>
    ) {
        func template(_ text: String?) -> StepText? {
            guard let text, !names.isEmpty else { return nil }
            let found = StepText(text, names: names)
            return found.isTemplate ? found : nil
        }
        let request = target.plan.request
        self.number = number
        self.target = target
        self.address = address
        headers = request.headers.map { template($0.line) }
        body = template(request.body.map { String(decoding: $0, as: UTF8.self) })
        user = template(request.user)
        password = template(request.password?.reveal())
        let type = request.headers.first { $0.line.lowercased().hasPrefix("content-type:") }
        bodyEncoding = body.map { ValueEncoding(body: $0, contentType: type?.value) } ?? .plain
    }

    /// The step as it is taken with those values; nothing that `mask` takes out may be shown of it.
    func target(
        with values: [String: CapturedValue],
        mask: SecretMask
    ) throws(StepProblem) -> ProbeTarget {
        let found = try address?.filled(with: values)
        let request = try request(with: values)
        let written = found?.parts ?? (try? target.parts.get())
        return ProbeTarget(
            step: found?.address ?? target.address,
            url: target.url,
            parts: found.map { .success($0.parts) } ?? target.parts,
            login: (request.user ?? written?.user, request.password ?? written?.password),
            plan: CheckPlan(target.plan, request: request),
            mask: mask
        )
    }

    private func request(
        with values: [String: CapturedValue]
    ) throws(StepProblem) -> RequestPlan {
        let plan = target.plan.request
        guard
            body != nil || user != nil || password != nil || headers.contains(where: { $0 != nil })
        else { return plan }
        var lines: [RequestPlan.Header] = []
        for (header, text) in zip(plan.headers, headers) {
            guard let text else {
                lines.append(header)
                continue
            }
            let name = header.line.prefix { $0 != ":" }
            let line = try text.filled(
                with: values,
                for: "header \(name)",
                refusing: Self.isControl
            )
            // Whatever its name is, it goes to the origin of its step alone.
            lines.append(RequestPlan.Header(line: line, isSecret: true))
        }
        let body = body?.filled(with: values) { value, isPlain in
            (isPlain ? .plain : bodyEncoding).encoded(value.secret.reveal())
        }
        let user = try user?.filled(with: values, for: "user") { byte in
            Self.isControl(byte) || byte == UInt8(ascii: ":")
        }
        let password = try password?.filled(with: values, for: "pwd", refusing: Self.isControl)
        do throws(CurlError) {
            return try RequestPlan(
                plan,
                headers: lines,
                body: body.map { Array($0.utf8) } ?? plan.body,
                user: user ?? plan.user,
                password: password.map(Secret.init) ?? plan.password
            )
        } catch {
            throw StepProblem(reason: .header, sentence: "a header cannot be sent")
        }
    }

    /// What would end a header line, or is none of its text.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 || byte == 0x7F
    }
}
