// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ScriptExchangeTests {
    @Test func `no two scripts have the same frames`() {
        let gathering = VisitDriver.gathering()
        #expect(ScriptExchange(gathering).script != ScriptExchange(gathering).script)
    }

    @Test func `what came before the first section says why there is none`() {
        var exchange = ScriptExchange(VisitDriver.gathering())
        #expect(exchange.incomplete(.unknown).text == "its shell ended before the commands did")
        let home = "Could not chdir to home directory /a: No such file or directory\n"
        Array(home.utf8).withUnsafeBytes { exchange.reader.takeError($0) }
        Array("no shell\n".utf8).withUnsafeBytes { exchange.reader.takeError($0) }
        #expect(
            exchange.incomplete(.status(3)).text
                == "its shell ended with status 3 before the commands did: no shell"
        )
        #expect(exchange.activity.contains("start-up file hangs"))
    }
}
