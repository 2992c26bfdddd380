// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonTool
import TestSupport
import Testing

@testable import pmon_store

struct PmonStoreTests {
    @Test func `flags may stand before and behind a subcommand`() throws {
        let before = try #require(
            try PmonStore.parseAsRoot(["--data", "d", "export"]) as? ExportCommand
        )
        let behind = try #require(
            try PmonStore.parseAsRoot(["export", "--data", "d"]) as? ExportCommand
        )
        #expect(before.files.data == "d")
        #expect(behind.files.data == "d")
    }

    @Test(arguments: [
        ["--tee", "--follow", "--flush", "500ms"], ["fold"], ["check"], ["repair"],
        ["forget", "url.a,url.b", "http://c/*", "--dry-run"],
        [
            "export", "--since", "7d", "--until", "2026-11-22", "--url", "a", "--url", "b",
            "--result", "success",
        ],
    ])
    func `the documented flags are known`(arguments: [String]) throws {
        _ = try PmonStore.parseAsRoot(arguments + ["--data", "d", "--latest", "l", "--quiet"])
    }

    @Test(arguments: [
        ["--flush", "0"], ["--flush", "soon"], ["export", "--since", "soon"],
        ["export", "--result", "OK"], ["merge"], ["forget"],
    ])
    func `other flags and values are refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try PmonStore.parseAsRoot(arguments) }
    }

    @Test(arguments: [
        ([], true), (["--conf", "x.ini"], true), (["--quiet", "--conf=x=y.ini"], true),
        (["--conf", "-"], true),
        (["--help"], false), (["--log-level", "info"], false), (["--no-such-flag"], false),
        (["--data", "d", "--latest=l"], true), (["export"], false),
        (["--tee", "--conf=x.ini"], true), (["--data", "d", "x"], false),
    ])
    func `an ordinary run reads its arguments as the argument parser does`(
        arguments: [String],
        isPlain: Bool
    ) {
        let (plain, parsed) = PlainRuns.readings(of: PmonStore.self, arguments)
        #expect((plain != nil) == isPlain)
        if isPlain { #expect(plain == parsed) }
    }
}
