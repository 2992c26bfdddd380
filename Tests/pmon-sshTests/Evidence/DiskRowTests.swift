// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct DiskRowTests {
    private func read(_ line: String) -> DiskRow? { DiskRow(Array(line.utf8)) }

    @Test(arguments: [
        ("/dev/vda", "/"), ("//nas/my share", "/mnt/with  blanks"), ("tmpfs", "/run/50% full"),
    ])
    func `one line is one of space and one of inodes`(device: String, place: String) throws {
        let row = try #require(read(" 100 99  1  99% \(device)   1000  200  800  20% \(place)"))
        let space = try #require(DiskUsage(String(decoding: row.space, as: UTF8.self)))
        #expect(space.percent == 20 && space.mount == place)
        let text = String(decoding: try #require(row.inodes), as: UTF8.self)
        let inodes = try #require(DiskUsage(text))
        #expect(inodes.percent == 99 && inodes.mount == place)
        #expect(text.hasPrefix("\(device) 100 99 1 99% "))
    }

    @Test func `a header has no inodes, and a file system without them has no share`() throws {
        let header = try #require(
            read("  \(DiskRow.header) Filesystem  1K-blocks Used Avail Use% Mounted on")
        )
        #expect(header.inodes == nil)
        let names = "Filesystem  1024-blocks Used Available Capacity Mounted on"
        #expect(String(decoding: header.space, as: UTF8.self) == names)
        let vfat = try #require(read("0 0 0 - /dev/sda1 1000 200 800 20% /boot/efi"))
        #expect(DiskUsage(String(decoding: try #require(vfat.inodes), as: UTF8.self)) == nil)
    }

    @Test(arguments: [
        "", "/dev/vda 1000 200 800 20% /",
        "Filesystem 1024-blocks Used Available Capacity Mounted on",
        "123 1000 200 800 20% /", "map auto_home 0 0 0 100% /home", "1 2 3",
        // What follows a device on a line of its own.
        "   1000 200 800 20% /data", "1000 200 800 20% /with a blank",
    ])
    func `lines of df -P are none`(line: String) {
        #expect(read(line) == nil)
    }

    @Test func `this machine's df shows in one list what it shows in two`() throws {
        func usages(_ arguments: [String]) throws -> [String] {
            try ChildProcess.run("df", arguments).text.split(separator: "\n").map(String.init)
        }
        let rows = try usages(["-k", "--output=\(DiskRow.columns)"]).compactMap(read)
        let inodes = rows.compactMap { $0.inodes.map { String(decoding: $0, as: UTF8.self) } }
        let expected = try usages(["-P", "-i"]).compactMap { DiskUsage($0) }.map(\.mount)
        #expect(inodes.compactMap { DiskUsage($0) }.map(\.mount) == expected)
        let space = rows.compactMap { DiskUsage(String(decoding: $0.space, as: UTF8.self)) }
        let others = try usages(["-P", "-k"]).compactMap { DiskUsage($0) }.map(\.mount)
        #expect(space.map(\.mount) == others)
    }
}
