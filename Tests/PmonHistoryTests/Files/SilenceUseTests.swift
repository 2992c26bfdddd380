// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import Testing

@testable import PmonHistory

struct SilenceUseTests {
    @Test func `what was written is read again`() throws {
        let name = CheckName(target: Array("url.a".utf8), place: Array("here".utf8))
        let uses = [
            CheckIdentity("http://a/"): SilenceUse(start: Timestamp(seconds: 1.5), isOver: true),
            CheckIdentity(URLKey("http://a/"), name): SilenceUse(start: Timestamp(seconds: 2)),
        ]
        let root: JSONObject = ["silences": .object(["x": .array(SilenceUse.values(uses))])]
        #expect(SilenceUse.read(root) == ["x": uses])
    }

    @Test func `a line that has silenced nothing yet is there, and wrong values are left out`() {
        let root: JSONObject = ["silences": .object(["x": .array([.int(1)]), "y": .array([])])]
        #expect(SilenceUse.read(root) == ["x": [:], "y": [:]])
        #expect(SilenceUse.read([:]).isEmpty)
    }
}
