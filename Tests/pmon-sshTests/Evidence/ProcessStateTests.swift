// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct ProcessStateTests {
    private func state(
        _ lines: [String],
        status: Int?,
        errors: [String] = [],
        marker: Int? = 0,
        failure: VisitFailure? = nil
    ) -> ProcessState {
        var gathering = Gathering()
        _ = gathering.add(command: "ps aux", marker: "java", logSearch: nil)
        var gathered = Gathered(gathering)
        for line in lines { gathered.take(Array(line.utf8), of: .scan(0)) }
        for line in errors { gathered.takeError(Array(line.utf8), of: .scan(0)) }
        gathered.mark(.scan(0), status: status)
        return ProcessState(gathered.scans[0], marker: marker, command: "ps aux", failure: failure)
    }

    @Test func `a line with the marker is enough, even of a list that was cut`() {
        #expect(state(["1 java"], status: 0) == .found(lines: ["1 java"], count: 1))
        #expect(state(["1 java"], status: nil) == .found(lines: ["1 java"], count: 1))
        #expect(state(["1 java"], status: 127) == .found(lines: ["1 java"], count: 1))
    }

    @Test func `a whole list without the marker says that it is missing`() {
        #expect(state(["1 init"], status: 0) == .missing)
        #expect(state([], status: 0) == .missing)
        // grep and pgrep tell in this way that nothing matches.
        #expect(state([], status: 1) == .missing)
        #expect(state(["inactive"], status: 3) == .missing)
    }

    @Test func `half a list or none says nothing`() {
        let cut = VisitFailure(.timeout, "no answer")
        #expect(state(["1 init"], status: nil, failure: cut) == .unknown("no answer"))
        #expect(
            state([], status: 127, errors: ["sh: ps: not found"])
                == .unknown("'ps aux' ended with status 127: sh: ps: not found")
        )
        #expect(state([], status: 2) == .unknown("'ps aux' ended with status 2"))
        // The complaint of a command that failed may well name what was looked for.
        #expect(
            state([], status: 1, errors: ["cannot connect to java"])
                == .unknown("'ps aux' ended with status 1: cannot connect to java")
        )
    }

    @Test func `without a marker nothing is asked`() {
        #expect(state(["1 init"], status: 0, marker: nil) == .notAsked)
    }
}
