// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct LineTextTests {
    @Test(arguments: [
        ("tom /opt/java -jar x", "/opt/java -jar x", true),
        ("tom /opt/java -jar", "/opt/java -jar x", true),
        ("java", "java", true), ("xjava", "java", false), ("tom java -x", "java", false),
        ("tom ja", "java", false),
        ("grep java", "java -jar shop", false), ("x", "", false),
    ])
    func `a line ends with all arguments, or with as many as fit`(
        line: String,
        arguments: String,
        ends: Bool
    ) {
        #expect(LineText.ends(line, with: arguments) == ends)
    }

    @Test(arguments: [
        ("30 java -jar shop.jar", "java -jar shop.jar", "java -jar shop.jar", true),
        ("30 org.x.Main", "org.x.Main", "/opt/java org.x.Main", true),
        ("30 postgres: app SELECT", "postgres: app SELECT", "postgres: app idle", true),
        ("30 kworker", "kworker", "", false), ("7 grep java", "grep java", "[kworker]", false),
        ("7 grep java", "grep java", "java -jar", false),
    ])
    func `a line fits the process whose number it shows`(
        line: String,
        rest: String,
        arguments: String,
        fits: Bool
    ) {
        #expect(LineText.fits(line, after: rest, arguments) == fits)
    }

    @Test func `blanks are single`() {
        #expect(LineText.single("  a   b c ") == "a b c")
    }
}
