// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonSystem
import Testing

@testable import pmon_mail

struct MailManualTests {
    @Test(arguments: [
        PmonSystem.ExitStatus.success, .usage, .data, .noInput, .unavailable, .cannotCreate,
        .inputOutput, .tryAgain, .permission, .configuration,
    ])
    func `the manual names each status that pmon-mail ends with`(status: PmonSystem.ExitStatus) {
        #expect(MailManual.discussion.contains("\n  \(status.rawValue)  "))
    }

    @Test func `the manual has its sections, and its examples use flags that exist`() throws {
        for section in ["EXAMPLES", "FILES", "EXIT STATUS"] {
            #expect(MailManual.discussion.contains("\n\(section)\n"))
        }
        let help = PmonMail.helpMessage()
        for line in MailManual.discussion.split(separator: "\n") where line.hasPrefix("  pmon-") {
            guard
                let command = line.split(separator: "#").first?.split(separator: "|").last(where: {
                    $0.contains("pmon-mail")
                })
            else { continue }
            for word in command.split(separator: " ") where word.hasPrefix("--") {
                #expect(help.contains(word))
            }
        }
    }
}
