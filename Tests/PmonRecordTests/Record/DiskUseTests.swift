// SPDX-License-Identifier: MIT

import Testing

@testable import PmonRecord

struct DiskUseTests {
    @Test func `file systems of df are found and full ones marked`() {
        let text = """
            Filesystem     1K-blocks     Used Available Use% Mounted on
            udev             8123456        0   8123456   0% /dev
            /dev/sda1       61252420 58189804         0 100% /
            //nas/a b          1          1         0  90% /mnt/a b
            nonsense % x
            """
        #expect(
            DiskUse.parse(text) == [
                .init(mount: "/dev", percent: 0), .init(mount: "/", percent: 100),
                .init(mount: "/mnt/a b", percent: 90),
            ]
        )
        #expect(DiskUse.parse(text).map(\.alarm) == ["", "full", "nearly full"])
        let sealed = """
            devfs 1 1 0 100% /dev
            /dev/loop1 100 95 5 95% /srv/image
            inodes in use: 97 % of /srv
            cannot fill up: /dev
            """
        #expect(DiskUse.parse(sealed).map(\.alarm) == ["", "nearly full"])
        // Images are full by nature.
        #expect(DiskUse.parse("/dev/loop0 1 1 0 100% /snap/core").map(\.alarm) == [""])
    }
}
