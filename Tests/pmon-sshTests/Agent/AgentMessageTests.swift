// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct AgentMessageTests {
    @Test func `requests carry their length`() {
        #expect(AgentMessage.identitiesRequest == [0, 0, 0, 1, 11])
        let request = AgentMessage.signRequest(key: [1, 2], data: [3])
        #expect(request == [0, 0, 0, 16, 13, 0, 0, 0, 2, 1, 2, 0, 0, 0, 1, 3, 0, 0, 0, 0])
    }

    @Test func `identities are read, and every beginning of an answer is refused`() {
        let answer: [UInt8] = [12, 0, 0, 0, 1, 0, 0, 0, 2, 7, 8, 0, 0, 0, 1, 0x61]
        #expect(AgentMessage.identities(of: answer) == [.init(blob: [7, 8], comment: "a")])
        for count in 0..<answer.count {
            #expect(AgentMessage.identities(of: Array(answer[..<count])) == nil)
        }
        #expect(AgentMessage.identities(of: [12, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    }

    @Test func `a signature loses its name`() {
        var inner: [UInt8] = []
        SSHBytes.append(Array("ssh-ed25519".utf8), to: &inner)
        SSHBytes.append([9, 9, 9], to: &inner)
        var answer: [UInt8] = [14]
        SSHBytes.append(inner, to: &answer)
        #expect(AgentMessage.signature(of: answer) == [9, 9, 9])
        #expect(AgentMessage.signature(of: [5]) == nil)
        #expect(AgentMessage.signature(of: Array(answer.dropLast())) == nil)
    }
}
