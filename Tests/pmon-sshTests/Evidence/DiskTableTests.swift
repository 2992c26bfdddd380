// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct DiskTableTests {
    private func mounts(_ lines: [String]) -> [String] {
        var disks = DiskTable()
        for line in lines { disks.take(Array(line.utf8)) }
        return disks.usages.map { "\($0.mount) \($0.percent)" }
    }

    @Test func `file systems are counted beyond what the evidence keeps`() {
        let lines = (0..<5000).map { "overlay 100 50 50 50% /var/lib/containers/\($0)/merged" }
        #expect(mounts(lines + ["/dev/sda1 100 99 1 99% /var"]).last == "/var 99")
    }

    @Test func `the header says which share is that of the inodes`() {
        let line = "/dev/ada0p2 1000 550 450 55% 9800 200 98% /"
        let plain = ["Filesystem 1K Used Avail Capacity Mounted on", "/dev/a 1000 550 450 55% /"]
        #expect(mounts(plain) == ["/ 55"])
        let header = "Filesystem 1K Used Avail Capacity iused ifree %iused Mounted on"
        #expect(mounts([header, line]) == ["/ 98"])
    }

    @Test func `a device with a long name stands on a line of its own`() {
        let lines = [
            "/dev/mapper/a-long-name", "    1000 950 50 95% /data", "    1000 960 40 96% /no",
        ]
        #expect(mounts(lines) == ["/data 95"])
    }

    @Test func `what has no blocks is not full, and what has too many is`() {
        let none = ["none 0 0 0 100% /run/user/0", "map auto_home 0 0 0 100% /home"]
        #expect(
            mounts(none + ["nas:/x 36893488147419103232 36893488147419103000 232 99% /x"]) == [
                "/x 99"
            ]
        )
    }

    @Test func `FAT has no inodes that could run out, and its space can`() {
        let header = "Filesystem 1024-blocks Used Available Capacity Mounted on"
        #expect(
            mounts([
                header, "/dev/sda1 523244 496000 27244 95% /boot/efi", "/dev/sdb1 9 9 0 100% /x y",
            ])
                == ["/boot/efi 95", "/x y 100"]
        )
        let inodes = "Filesystem Inodes IUsed IFree IUse% Mounted on"
        #expect(mounts([inodes, "/dev/sda1 0 0 0 - /boot/efi", "/dev/sdb1 0 0 0 - /x"]).isEmpty)
    }
}
