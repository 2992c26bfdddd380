// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessViewTests {
    private func view(_ own: String, _ lines: [String], isFinished: Bool = true) -> ProcessView {
        var view = ProcessView()
        view.takeOwn(own)
        for line in lines { view.take(line) }
        if isFinished { view.finish() }
        return view
    }

    @Test func `young processes that are gone were part of the list's making`() {
        let view = view(
            "shell 100 101 90",
            ["last 120", "/proc/1", "/proc/101", "/proc/110", "/proc/50/status"]
        )
        #expect(view.kind(of: 90) == .own)
        #expect(view.kind(of: 101) == .own)
        #expect(view.kind(of: 105) == .own)
        #expect(view.kind(of: 110) == .running)
        #expect(view.kind(of: 1) == .running)
        // Gone as well, but older than the visit, or younger than the list.
        #expect(view.kind(of: 60) == .running)
        #expect(view.kind(of: 130) == .running)
        #expect(view.kind(of: 50) == .ended)
    }

    @Test func `numbers start again once they are used up`() {
        let view = view("shell 32760 32761 5", ["last 20", "/proc/1", "/proc/18"])
        #expect(view.kind(of: 32765) == .own)
        #expect(view.kind(of: 7) == .own)
        #expect(view.kind(of: 18) == .running)
        #expect(view.kind(of: 4000) == .running)
    }

    @Test func `a last number that cannot be is not believed`() {
        let view = view("shell 100 101 90", ["last 100", "/proc/110"])
        #expect(view.kind(of: 110) == .running)
        #expect(view.kind(of: 60) == .own)
    }

    @Test func `where others are hidden, or the list did not come, young ones are unclear`() {
        let hidden = view("shell 100 101 90", ["hidden", "last 120", "/proc/100"])
        #expect(hidden.isHidden)
        #expect(hidden.kind(of: 105) == .unclear)
        #expect(hidden.kind(of: 30) == .running)
        let cut = view("shell 100 101 90", [], isFinished: false)
        #expect(cut.kind(of: 105) == .unclear)
        #expect(cut.kind(of: 30) == .running)
        #expect(cut.kind(of: 90) == .own)
    }

    @Test func `without proc, parents and groups say what is own, and not the server itself`() {
        let view = view(
            "shell 100 101",
            [
                "1 0 1", "20 1 20", "90 20 90", "95 90 90", "100 95 100", "101 100 100",
                "102 101 100", "110 100 100",
                "200 20 200",
            ]
        )
        for process in [90, 95, 100, 101, 102, 110] { #expect(view.kind(of: process) == .own) }
        for process in [1, 20, 200] { #expect(view.kind(of: process) == .running) }
    }

    @Test func `a server that cannot be followed is noted`() {
        #expect(!view("shell 100 101 90 ?", []).knowsServer)
        #expect(view("shell 100 101 90", []).knowsServer)
    }
}
