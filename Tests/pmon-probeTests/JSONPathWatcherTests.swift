// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_probe

struct JSONPathWatcherTests {
    private func findings(_ json: String, _ paths: [String]) -> [JSONPathWatcher.Finding] {
        var watcher = JSONPathWatcher(paths.map { $0.split(separator: ".").map(String.init) })
        var stream = JSONStream()
        Array(json.utf8).withUnsafeBytes { stream.feed($0, to: &watcher) }
        stream.finish(to: &watcher)
        return watcher.findings
    }

    @Test func `keys and indexes lead to their values`() {
        let json = #"{"a":{"b":[{"c":1},{"c":2,"d":[true,null]}]},"b":"x","c":9}"#
        #expect(
            findings(
                json,
                ["a.b.1.c", "a.b.0.c", "b", "c", "a.b.1.d.1", "a.c", "a.b.2", "a.b", "a"]
            ) == [
                .scalar(.number("2")), .scalar(.number("1")), .scalar(.string("x")),
                .scalar(.number("9")), .scalar(.null), .nothing, .nothing, .array(count: 2),
                .object,
            ]
        )
    }

    @Test func `a path into a sibling is not followed`() {
        #expect(findings(#"{"x":{"b":1},"a":{"z":{"b":2}}}"#, ["a.b"]) == [.nothing])
        #expect(
            findings(#"[[1,2],[3]]"#, ["1.0", "0.1", "1.1"]) == [
                .scalar(.number("3")), .scalar(.number("2")), .nothing,
            ]
        )
    }

    @Test func `a key that comes twice ends the reading`() {
        #expect(
            findings(#"{"a":1,"a":{"b":2}}"#, ["a", "a.b"]) == [.scalar(.number("1")), .nothing]
        )
    }

    @Test func `a number key of an object is a key`() {
        #expect(findings(#"{"0":"zero"}"#, ["0"]) == [.scalar(.string("zero"))])
    }

    @Test func `a scalar alone has no paths`() {
        #expect(findings("5", ["a"]) == [.nothing])
    }
}
