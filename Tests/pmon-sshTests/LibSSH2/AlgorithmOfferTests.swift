// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct AlgorithmOfferTests {
    private static let lists = ["kex", "a,b", "c1", "c2", "m1,m2", "m3"]

    private func opening(_ greeting: String, _ lists: [String], cut: Int = 0) -> [UInt8] {
        var body: [UInt8] = [20] + [UInt8](repeating: 7, count: 16)
        for list in lists { SSHBytes.append(Array(list.utf8), to: &body) }
        var packet: [UInt8] = []
        SSHBytes.append([4] + body + [0, 0, 0, 0], to: &packet)
        return Array((Array(greeting.utf8) + packet).dropLast(cut))
    }

    @Test(arguments: ["SSH-2.0-x\r\n", "hello\r\nthere\nSSH-2.0-x\n"])
    func `an offer is found after the greeting`(greeting: String) throws {
        let offer = try #require(AlgorithmOffer(opening: opening(greeting, Self.lists)))
        #expect(offer.names[.hostKey] == ["a", "b"])
        #expect(offer.names[.macIn] == ["m3"])
    }

    @Test func `what is cut or is none gives no offer`() {
        let whole = opening("SSH-2.0-x\r\n", Self.lists)
        for count in 0..<whole.count {
            #expect(AlgorithmOffer(opening: Array(whole[..<count])) == nil)
        }
        #expect(AlgorithmOffer(opening: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)) == nil)
        #expect(AlgorithmOffer(opening: opening("SSH-2.0-x\n", ["kex", "a"])) == nil)
    }

    @Test func `the first purpose without a common name is the gap`() throws {
        let server = try #require(AlgorithmOffer(opening: opening("SSH-2.0-x\n", Self.lists)))
        var own = server.names
        #expect(server.gap(to: AlgorithmOffer(own)) == nil)
        own[.macOut] = ["m9"]
        #expect(try #require(server.gap(to: AlgorithmOffer(own))).purpose == .macOut)
        #expect(server.gap(to: AlgorithmOffer(own))?.names == ["m1", "m2"])
    }
}
