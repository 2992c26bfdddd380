// SPDX-License-Identifier: MIT

import Foundation
import PmonRecord
import TestSupport
import Testing

@testable import PmonConfig

struct SilenceFileTests {
    private let targets = [
        Target(key: "url.shop", address: "http://shop/"),
        Target(key: "url.pay", address: "http://u:pw@pay/"),
    ]

    private func read(_ text: String) -> SilenceFile {
        SilenceFile(Array(text.utf8), name: "s", targets: targets)
    }

    @Test func `both kinds of lines, blank lines, comments and all line ends`() throws {
        let file = read(
            """
            # planned

            shop until recovery # ops, new disk\r
            \turl.pay,"Web Shop"  UNTIL 2026-12-01 08:00 UTC#x
            url.pay, http://shop/ until 2026-12-01 24:00 America/New_York # http://u:pw@h/\r
              # the end
            """
        )
        #expect(file.warnings.count == 1)
        #expect(file.warnings.first?.hasPrefix("s:4: expected a time zone such as") == true)
        #expect(file.silences.map(\.line) == [3, 5])
        let first = file.silences[0]
        #expect(first.until == .recovery)
        #expect(first.text == "shop until recovery # ops, new disk")
        let second = file.silences[1]
        #expect(second.until == .instant(Timestamp(microseconds: 1_796_187_600_000_000)))
        #expect(second.patterns.patterns.map(\.text) == ["url.pay", "http://shop/"])
        #expect(second.text.hasSuffix("# http://u:***@h/"))
    }

    @Test(arguments: [
        "shop", "shop until", "until recovery", "until until recovery x", "shop recovery",
        "shop until recovery now", "shop until 2026-12-01", "shop until 08:00",
        "shop until tomorrow", "shop until 2026-02-30 08:00", "shop until 2026-12-01 8:0",
        "shop until 2026-12-01 25:00", "shop until 2026-12-01 08:00 Mars/Base",
        "shop until 2026-12-01 08:00 UTC UTC", "shop until 2026-12-01T08:00",
        "shop pay until recovery", "\"shop until recovery", "shop\" until recovery",
        "shop \"until\" recovery", "shop until \"recovery\"", "\"\" until recovery",
        ", until recovery", "shop\\", "shop\u{0} until recovery", "*\u{0} until recovery",
        "shop until recovery\u{0}", "* until recovery\u{7}", "*\u{2028}until recovery",
        "* until recovery\r# a", "*\u{200b}until recovery", "* until recovery until recovery",
        "group: until recovery", "* Until: recovery", "*; until recovery now",
    ])
    func `a wrong line is a warning and silences nothing`(line: String) {
        let file = read("\(line)\npay until recovery\n")
        #expect(file.silences.map(\.line) == [2])
        #expect(file.warnings.count == 1)
        #expect(file.warnings.first?.hasPrefix("s:1: expected ") == true, "\(file.warnings)")
        #expect(file.warnings.first?.hasSuffix("; silences nothing") == true)
    }

    @Test(arguments: [
        "shop until recovery", "shop\tuntil\trecovery", "shop\u{a0}until\u{2003}recovery",
        "shop until recovery#", "  shop   UNTIL   Recovery  ", "shop until recovery \r",
    ])
    func `spaces of any kind separate words`(line: String) {
        // The comment without a space before it is part of the word.
        let isRight = !line.hasSuffix("#")
        #expect(read(line).silences.count == (isRight ? 1 : 0))
    }

    @Test func `bytes that are not UTF-8 and lines without end cost themselves alone`() {
        var bytes = [UInt8](repeating: UInt8(ascii: "*"), count: 1 << 20)
        bytes += Array(" until recovery\n".utf8) + [0xFF, 0x2A] + Array(" until recovery\n".utf8)
        bytes += Array("shop until recovery".utf8)
        let file = SilenceFile(bytes, name: "s", targets: targets)
        #expect(file.silences.map(\.line) == [3])
        #expect(file.warnings.count == 2)
        #expect(file.warnings.first?.hasPrefix("s:1: expected a line of at most") == true)
        #expect(file.warnings.last?.hasPrefix("s:2: expected UTF-8") == true)
    }

    @Test func `a byte order mark does not hide the first line`() {
        #expect(read("\u{feff}shop until recovery\n").silences.count == 1)
    }

    @Test func `a silence that selects no target is a warning`() {
        let file = read("url.shp until recovery\nx* until recovery\n")
        #expect(file.silences.count == 2)
        #expect(
            file.warnings == [
                "s:1: 'url.shp' is not in [urls], did you mean url.shop?",
                "s:2: 'x*' matches no target",
            ]
        )
    }

    @Test func `many wrong lines make a bounded number of warnings`() {
        let file = read(String(repeating: "shop\n", count: 20_000))
        #expect(file.warnings.count == PlacedMessages.limit + 1)
    }

    @Test func `the silences of a target at an instant`() {
        let file = read("shop until 2026-12-01 08:00 UTC\n* until recovery\npay until recovery\n")
        let shop = TargetTraits(targets[0])
        let end = Timestamp(microseconds: 1_796_112_000_000_000)
        #expect(file.silences(of: shop, at: end - .microseconds(1)).map(\.line) == [1, 2])
        #expect(file.silences(of: shop, at: end).map(\.line) == [2])
    }

    @Test func `no file is no silences, one that cannot be read is a warning`() throws {
        let folder = try TemporaryFolder()
        #expect(SilenceFile(path: nil, targets: targets) == SilenceFile())
        #expect(SilenceFile(path: folder.file("none"), targets: targets) == SilenceFile())
        #expect(SilenceFile(path: folder.file("none/none"), targets: targets) == SilenceFile())
        #expect(SilenceFile(path: "/dev/null", targets: targets) == SilenceFile())
        try folder.write("s", "shop until recovery\n")
        #expect(SilenceFile(path: folder.file("s"), targets: targets).silences.count == 1)
        try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("circle"),
            withDestinationPath: "circle"
        )
        for path in [folder.file("pipe"), folder.file("."), folder.file("circle")] {
            let file = SilenceFile(path: path, targets: targets)
            #expect(file.silences.isEmpty)
            #expect(file.warnings.count == 1)
            #expect(file.warnings.first?.hasPrefix("silence.file: ") == true)
        }
    }
}
