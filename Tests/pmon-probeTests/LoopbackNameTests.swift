// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_probe

struct LoopbackNameTests {
    @Test(arguments: ["shop.localhost", "a.B.LocalHost", "localhost"])
    func `a name below localhost is this machine`(host: String) throws {
        let four = LoopbackName.resolve(NameQuestion(host: host, family: .v4))
        #expect(try four.get().map(\.text) == ["127.0.0.1"])
        if host != "localhost" {
            let six = LoopbackName.resolve(NameQuestion(host: host, family: .v6))
            #expect(try six.get().map(\.text) == ["::1"])
        }
    }

    @Test(arguments: ["no-such.invalid", "notlocalhost.invalid"])
    func `another name is the system's`(host: String) {
        let question = NameQuestion(host: host)
        #expect(LoopbackName.resolve(question) == question.resolve())
    }
}
