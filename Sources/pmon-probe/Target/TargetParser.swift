// SPDX-License-Identifier: MIT

import PmonCore

/// Reads one line of stdin: an address, or a target object with the keys of `[checks]`.
struct TargetParser: Sendable {
    /// A line that is no target.
    struct BadLine: Error, Equatable {
        /// Why.
        let reason: String
    }

    let configuration: Configuration
    let filter: TargetFilter

    /// The target of a line; nil for a blank one, and for one that `--only` leaves out.
    func parse(_ line: UnsafeRawBufferPointer) throws(BadLine) -> ProbeTarget? {
        guard let text = String(validating: line, as: UTF8.self)?.trimmed else {
            throw BadLine(reason: "not UTF-8")
        }
        guard !text.isEmpty else { return nil }
        guard !text.hasPrefix("{") else { throw BadLine(reason: "target objects are not read yet") }
        return try target(address: text, key: nil, checks: CheckSettings())
    }

    private func target(
        address: String,
        key: String?,
        checks: CheckSettings
    ) throws(BadLine) -> ProbeTarget? {
        guard filter.accepts(key: key, url: URLText.redacted(address), checks: checks) else {
            return nil
        }
        do throws(ToolError) {
            return try ProbeTarget(
                key: key,
                address: address,
                checks: checks,
                defaults: configuration.pmon
            )
        } catch {
            throw BadLine(reason: error.message)
        }
    }
}
