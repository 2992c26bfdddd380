// SPDX-License-Identifier: MIT

/// Signs by one of the agent's keys, across as many calls as the agent needs.
final class AgentSigner {
    /// What came of asking.
    enum Outcome {
        /// The agent must be waited for.
        case waiting
        /// The agent is gone, or does not want to.
        case failed
        /// The bare signature.
        case signed([UInt8])
    }

    /// The public key.
    let key: [UInt8]
    private let agent: AgentConnection
    private var isAsked = false

    /// A signer by the key of that blob.
    init(key: [UInt8], agent: AgentConnection) {
        self.key = key
        self.agent = agent
    }

    /// True from the request on until its answer has been taken.
    private(set) var isWaiting = false

    /// The signature of the data, which must be the same in every call.
    func sign(_ data: [UInt8]) -> Outcome {
        if !isAsked {
            agent.request(AgentMessage.signRequest(key: key, data: data))
            isAsked = true
            isWaiting = true
        }
        do throws(AgentConnection.Failure) {
            guard let answer = try agent.answer() else { return .waiting }
            isWaiting = false
            return AgentMessage.signature(of: answer).map(Outcome.signed) ?? .failed
        } catch {
            isWaiting = false
            return .failed
        }
    }
}
