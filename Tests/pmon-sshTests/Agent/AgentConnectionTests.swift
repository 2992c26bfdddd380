// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct AgentConnectionTests {
    @Test func `a real agent tells its keys`() throws {
        let keys = try TestKeys()
        let path = try keys.make("key")
        let agent = try AgentProcess(keys.folder)
        try agent.add(path)
        let connection = try AgentConnection(path: agent.socket)
        connection.request(AgentMessage.identitiesRequest)
        var answer: [UInt8]?
        while answer == nil { answer = try connection.answer() }
        let identities = try #require(AgentMessage.identities(of: answer ?? []))
        #expect(identities.map(\.blob) == [try keys.blob("key")])
        #expect(identities.map(\.comment) == ["key"])
    }

    @Test(arguments: ["/no/such/socket", String(repeating: "x", count: 200), ""])
    func `no agent is a failure at once`(path: String) {
        #expect(throws: AgentConnection.Failure.self) { try AgentConnection(path: path) }
    }
}
