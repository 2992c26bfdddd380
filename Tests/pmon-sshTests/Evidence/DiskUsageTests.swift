// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import pmon_ssh

struct DiskUsageTests {
    @Test(arguments: [
        ("/dev/sda1 61252420 55189804 3000000 95% /", "/", 95),
        ("/dev/sdc1 10 10 0 100% /srv/with space", "/srv/with space", 100),
        ("/dev/sdd1 10 10 0 100% /srv/two  blanks", "/srv/two  blanks", 100),
        ("my disk one 1000000 900000 100000 90% /mnt", "/mnt", 90),
        // UFS keeps a reserve, which root may use.
        ("/dev/ada0p2 1000 1000 -80 108% /var", "/var", 108),
    ])
    func `place and share are read`(line: String, mount: String, percent: Int) {
        #expect(DiskUsage(line)?.mount == mount)
        #expect(DiskUsage(line)?.percent == percent)
    }

    @Test(arguments: [
        "", "garbage", "a b c d 100%", "x 1 y 0 100% /", "map auto home 0 0 0 - /home",
        "Filesystem 1024-blocks Used Available Capacity Mounted on", "proc - - - - /proc",
    ])
    func `other text is no file system`(line: String) {
        #expect(DiskUsage(line) == nil)
    }

    @Test func `BSD reports space and inodes in one line`() {
        let line = "/dev/ada0p2 40 20 20 55% 1234 56 96% /usr/home"
        #expect(DiskUsage(line)?.percent == 55)
        #expect(DiskUsage(line, isSecond: true)?.percent == 96)
        #expect(DiskUsage(line, isSecond: true)?.mount == "/usr/home")
    }

    @Test(arguments: [
        "/dev/loop0 1 1 0 100% /snap/x", "/dev/sr0 1 1 0 100% /media", "devfs 1 1 0 100% /dev",
        "fdescfs 1 1 0 100% /dev/fd", "map auto_home 1 1 0 100% /System/Volumes/Data/home",
        "/dev/root 1 1 0 100% /rom",
    ])
    func `what is full by nature is known by its name where no type is`(line: String) throws {
        #expect(try #require(DiskUsage(line)).cannotFill(MountTable()))
    }

    @Test(arguments: [
        ("/dev/a 10000 9700 300 97% /", "/dev/a 10000 9705 295 98% /srv", true),
        ("nas:/x 10000 9700 300 97% /a", "nas:/x 10000 9700 300 97% /b", true),
        ("//nas/x 10000 9700 300 97% /a", "//nas/x 10000 9701 299 97% /b", true),
        ("/dev/a 10000 9700 300 97% /", "overlay 10000 9710 290 98% /o", true),
        ("/dev/a 10000 9700 300 97% /", "/dev/b 10000 9700 300 97% /srv", false),
        ("/dev/a 10000 9700 300 97% /", "/dev/a 20000 9700 300 97% /srv", false),
        ("/dev/a 10000 9100 900 91% /", "overlay 10000 9800 200 98% /o", false),
        ("tmpfs 10000 9700 300 97% /a", "tmpfs 10000 9700 300 97% /b", false),
        ("nas:/x 10000 9700 300 97% /a", "nas:/y 10000 9700 300 97% /b", false),
    ])
    func `one space is listed once, also while it is written to`(a: String, b: String, isOne: Bool)
        throws
    {
        let (first, second) = (try #require(DiskUsage(a)), try #require(DiskUsage(b)))
        #expect(first.sharesSpace(with: second, MountTable()) == isOne)
        #expect(second.sharesSpace(with: first, MountTable()) == isOne)
    }

    @Test
    func `the fullest is the worst, then what has the least left; an update's place comes last`()
        throws
    {
        let lines = [
            "/dev/a 10000 9900 100 99% /var", "/dev/b 1000 990 10 99% /srv",
            "/dev/c 100 95 5 95% /",
            "/dev/d 10 10 0 100% /boot", "/dev/e 10 10 0 100% /boot/efi",
        ]
        let usages = try lines.map { try #require(DiskUsage($0)) }
        var random = SeededRandom(seed: 15)
        for _ in 0..<50 {
            let shuffled = usages.shuffled(using: &random)
            let sorted = shuffled.sorted { $0.isWorse(than: $1) }.map(\.mount)
            #expect(Array(sorted.prefix(3)) == ["/srv", "/var", "/"])
        }
    }
}
