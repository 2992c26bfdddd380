// SPDX-License-Identifier: MIT

import PmonRecord
import PmonSystem

extension Check {
    /// Takes the time that resolving the names of the present request took.
    func resolved(in duration: Duration) {
        outcome.times.addResolving(duration)
    }

    /// The name of the present request does not resolve.
    func resolvingFailed(_ host: String, _ failure: NameFailure, isProxy: Bool) -> Step {
        let words =
            switch failure {
            case .unresolved(let words): words
            case .noAddress: "no addresses"
            case .noDescriptor: FailureMessage.noDescriptor
            case .noThread(let words): "pmon itself has no thread left: \(words)"
            }
        return fail(isProxy ? .proxy : .dns, "cannot resolve \(host): \(words)")
    }

    /// The time of the try ran out while its names were being resolved.
    func resolvingTimedOut(_ host: String) -> Step {
        fail(.timeout, FailureMessage.timeout(target.plan.timeout, while: "resolving \(host)"))
    }
}
