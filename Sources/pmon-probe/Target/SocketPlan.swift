// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText

/// What is said over a connection that is not HTTP's.
struct SocketPlan: Sendable {
    /// The bytes that are sent first; none if nothing is.
    let send: [UInt8]
    /// True if TLS has to begin before anything else is said.
    let upgrades: Bool

    /// The plan of an address' settings.
    init(_ checks: CheckSettings, faults: inout PlanFaults) {
        upgrades = checks.tls == .starttls
        guard let source = checks.send else {
            send = []
            return
        }
        send =
            faults.take(.send, isValue: false) { () throws(ToolError) in
                let text = try source.resolve().reveal()
                do throws(SettingProblem) {
                    return try EscapedText.bytes(text)
                } catch {
                    throw ToolError(.configuration, error.message)
                }
            } ?? []
    }
}
