// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct MountTableTests {
    private func readOnly(_ info: [String], table: [String] = []) -> [String] {
        var mounts = MountTable()
        for line in info { mounts.takeMountInfo(line) }
        for line in table { mounts.takeTable(line) }
        return mounts.readOnly.map(\.place)
    }

    @Test func `what is read-only on purpose is no news`() {
        let info = [
            "1 0 8:1 / / ro - ext4 /dev/dm-0 ro", "2 1 8:2 / /boot ro - ext4 /dev/sda2 ro",
            "3 1 7:1 / /snap/x/1 ro - squashfs /dev/loop1 ro",
            "4 1 8:3 / /srv ro - ext4 /dev/sda3 ro",
            // A mount of the same file system for reading, as containers have them.
            "5 1 8:4 /etc /c/etc ro - ext4 /dev/sda4 rw",
            "6 1 11:0 / /media/cd ro - iso9660 /dev/sr0 ro",
        ]
        #expect(readOnly(info, table: ["/dev/sda3 /srv ext4 ro,noatime 0 0"]).isEmpty)
    }

    @Test func `what should be written and cannot be is named`() {
        let info = [
            "1 0 8:1 / / ro - ext4 /dev/sda1 ro", "2 1 8:2 / /var rw - xfs /dev/sda2 ro",
            "3 1 8:3 / /with\\040space ro - btrfs /dev/sda3 ro",
        ]
        #expect(
            readOnly(info, table: ["UUID=x / ext4 errors=remount-ro 0 1"]) == [
                "/", "/var", "/with space",
            ]
        )
    }

    @Test func `the kernel is blamed for errors, not for what somebody has remounted`() {
        var mounts = MountTable()
        for line in [
            "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
            "2 1 8:2 / /a rw - ext4 /dev/sda2 rw,errors=remount-ro,emergency_ro",
            "3 1 8:3 / /b rw - xfs /dev/sda3 rw,shutdown",
            "4 1 8:4 / /c rw - ext4 /dev/sda4 ro",
            "5 1 8:5 / /d ro - ext4 /dev/sda5 ro", "6 1 8:5 /x /e rw - ext4 /dev/sda5 ro",
        ] { mounts.takeMountInfo(line) }
        let found = mounts.readOnly.map { "\($0.place) \($0.isForced)" }
        #expect(found == ["/a true", "/b true", "/c true", "/d false", "/e false"])
    }

    @Test func `the last mount at a place counts`() {
        let info = ["1 0 8:1 / /a rw - ext4 /dev/sda1 ro", "2 1 8:2 / /a rw - ext4 /dev/sda2 rw"]
        #expect(readOnly(info).isEmpty)
    }

    @Test(arguments: ["", "x", "on  (", ")", "a on b (", "/dev/a on /b (", "1 2 3 4 5 6 7 8 9 - -"])
    func `other text is no mount`(line: String) {
        var mounts = MountTable()
        mounts.takeMount(line)
        mounts.takeMountInfo(line)
        mounts.takeTable(line)
        #expect(mounts.isEmpty)
    }

    @Test func `lines of OpenBSD and of FreeBSD are read`() {
        var mounts = MountTable()
        mounts.takeMount("/dev/sd0a on / type ffs (local)")
        mounts.takeMount("/dev/ada0p2 on /a (b) (ufs, local, read-only)")
        #expect(mounts["/"]?.type == "ffs")
        #expect(mounts["/a (b)"]?.isReadOnly == true)
    }
}
