// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct AgentSignerTests {
    private func outcome(_ signer: AgentSigner) -> AgentSigner.Outcome {
        while true {
            let outcome = signer.sign([1, 2, 3])
            if case .waiting = outcome { continue }
            return outcome
        }
    }

    @Test func `a key of the agent signs, a foreign one does not`() throws {
        let keys = try TestKeys()
        let path = try keys.make("key")
        try keys.make("foreign")
        let agent = try AgentProcess(keys.folder)
        try agent.add(path)
        let connection = try AgentConnection(path: agent.socket)
        let signer = AgentSigner(key: try keys.blob("key"), agent: connection)
        guard case .signed(let signature) = outcome(signer) else {
            Issue.record("not signed")
            return
        }
        #expect(signature.count == 64)
        #expect(!signer.isWaiting)
        let foreign = AgentSigner(key: try keys.blob("foreign"), agent: connection)
        guard case .failed = outcome(foreign) else {
            Issue.record("signed by a key that is not there")
            return
        }
    }
}
