// SPDX-License-Identifier: MIT

private import Glibc
import PmonCurl
import PmonRecord
import PmonSystem

extension Check {
    /// The echo was answered.
    func echoed(by address: String, in time: Duration) -> Step {
        outcome.peer = address
        outcome.times.addEcho(time)
        return succeed()
    }

    /// No answer came in time.
    func echoTimedOut(at address: String) -> Step {
        outcome.peer = address
        let host = hop?.parts.server ?? ""
        return fail(
            .timeout,
            FailureMessage.timeout(target.plan.timeout, while: "waiting for the echo of \(host)")
        )
    }

    /// The echo cannot be sent, or a router says that it does not arrive.
    func echoFailed(_ problem: EchoProblem) -> Step {
        switch problem {
        case .notPermitted:
            return fail(
                .config,
                "the system permits no ping: net.ipv4.ping_group_range must hold the group \(getegid())"
            )
        case .unreachable(let error):
            let host = hop?.parts.server ?? ""
            return Descriptors.areExhausted && [EMFILE, ENFILE].contains(error)
                ? fail(.unreachable, "cannot check \(host): \(FailureMessage.noDescriptor)")
                : fail(.unreachable, "\(host) cannot be reached: \(ToolError.text(ofErrno: error))")
        }
    }
}
