// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct GrepPatternTests {
    @Test(arguments: [
        "error", "err*\\.$", "a\\{2\\}", "\\(a\\|b\\)", "[[:digit:]]", "*", "(", "", "x\\(", "\\)",
        "[a", "a\\{1", "\\",
        "[[:foo:]]",
    ])
    func `a text is a pattern where grep takes it for one`(text: String) throws {
        let outcome = try ChildProcess.run(
            "env",
            ["LC_ALL=C", "grep", "-i", "-e", text, "/dev/null"]
        )
        #expect((GrepPattern.problem(text) == nil) == (outcome.status == 1))
    }

    @Test func `the configuration's key and the fault are told`() throws {
        let folder = try TemporaryFolder()
        let configuration = try Configurations.load(
            "[urls]\nurl.1 = http://a/\nurl.2 = http://b/\n[remote]\nurl.1.log.pattern = fine\n"
                + "url.2.log.pattern = er\\(ror\n",
            in: folder
        )
        let problems = GrepPattern.problems(in: configuration)
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("[remote] url.2.log.pattern: expected") == true)
        #expect(problems.first?.contains("er\\(ror") == true)
    }
}
