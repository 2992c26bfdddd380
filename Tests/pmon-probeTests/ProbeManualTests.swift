// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import Testing

@testable import pmon_probe

struct ProbeManualTests {
    @Test func `the manual names the expectations that there are`() {
        for key in CheckKey.allCases.map(\.rawValue) + CheckKey.prefixes
        where key.hasPrefix("expect.") || key.hasPrefix("reject.") {
            #expect(ProbeManual.discussion.contains(key))
        }
    }

    @Test func `the manual names the statuses that the tool ends with`() {
        let statuses: [PmonSystem.ExitStatus] = [
            .success, .conditionFalse, .usage, .data, .noInput, .inputOutput, .permission,
            .configuration, .hungUp, .interrupted, .terminated, .brokenPipe,
        ]
        let section = ProbeManual.discussion.split(separator: "EXIT STATUS").last ?? ""
        for status in statuses { #expect(section.contains("\(status.rawValue)")) }
    }

    @Test func `the defaults in the manual are those of the program`() {
        #expect(ProbeManual.discussion.contains(StatusRanges.standard.description))
    }
}
