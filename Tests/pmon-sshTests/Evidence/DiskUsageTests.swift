// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct DiskUsageTests {
    @Test func `the fullest come first, the others not at all`() {
        let usage = DiskUsage.alarming([
            "Filesystem     1024-blocks     Used Available Capacity Mounted on",
            "/dev/sda1       61252420 55189804   3000000      95% /",
            "/dev/sdb1      102687672 51343836  46084660      53% /var",
            "/dev/sdc1      102687672 102687672        0     100% /srv/with space",
            "map auto home          0        0         0        - /home",
            "my disk one      1000000   900000    100000      90% /mnt",
        ])
        #expect(usage.map(\.mount) == ["/srv/with space", "/", "/mnt"])
        #expect(usage.map(\.percent) == [100, 95, 90])
    }

    @Test func `containers and subvolumes do not repeat what they lie on`() {
        let usage = DiskUsage.alarming([
            "/dev/sda1       1000   950    50      95% /",
            "/dev/sda1       1000   950    50      95% /home",
            "overlay         1000   950    50      95% /var/lib/docker/overlay2/a/merged",
            "overlay         2000  1900   100      95% /other",
            "tmpfs            100   100     0     100% /run/a",
            "tmpfs            100   100     0     100% /run/b",
        ])
        #expect(usage.map(\.mount) == ["/run/a", "/run/b", "/", "/other"])
    }

    @Test(arguments: [
        "/dev/loop0 1 1 0 100% /snap/x", "/dev/sr0 1 1 0 100% /media", "", "garbage",
        "a b c d 100%",
        "x 1 y 0 100% /",
    ])
    func `images and other text are no file systems`(line: String) {
        #expect(DiskUsage(line) == nil)
    }
}
