// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct MachineVisitTests {
    @Test func `one further try, and three for a server that is full, each after a longer pause`() {
        var tries = FurtherTries()
        let once = tries.pause(isFull: false)
        #expect(once.map { (.milliseconds(300) ... .milliseconds(700)).contains($0) } == true)
        #expect(tries.pause(isFull: false) == nil)
        let twice = tries.pause(isFull: true)
        #expect(twice.map { (.milliseconds(600) ... .milliseconds(1400)).contains($0) } == true)
        let thrice = tries.pause(isFull: true)
        #expect(thrice.map { (.milliseconds(1200) ... .milliseconds(2800)).contains($0) } == true)
        #expect(tries.pause(isFull: true) == nil)
    }
}
