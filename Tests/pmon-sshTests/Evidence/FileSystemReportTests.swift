// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

/// Machines as they describe themselves: Linux by `/proc/self/mountinfo`, others by `mount`.
struct FileSystemReportTests {
    private func report(
        _ space: [String],
        inodes: [String] = [],
        info: [String] = [],
        mount: [String] = [],
        table: [String] = []
    ) -> FileSystemReport {
        var mounts = MountTable()
        for line in info { mounts.takeMountInfo(line) }
        for line in mount { mounts.takeMount(line) }
        for line in table { mounts.takeTable(line) }
        func disks(_ lines: [String]) -> DiskTable {
            var disks = DiskTable()
            for line in lines { disks.take(Array(line.utf8)) }
            return disks
        }
        return FileSystemReport(space: disks(space), inodes: disks(inodes), mounts: mounts)
    }

    @Test func `images of a desktop do not hide the file system that is nearly full`() {
        let snaps = (0..<9).map { "/dev/loop\($0) 100 100 0 100% /snap/app/\($0)" }
        let info = (0..<9).map {
            "9\($0) 28 7:\($0) / /snap/app/\($0) ro,nodev - squashfs /dev/loop\($0) ro,errors=continue"
        }
        let report = report(
            snaps + [
                "/dev/sda2 1000 970 30 97% /var",
                "efivarfs 256 250 6 98% /sys/firmware/efi/efivars",
                "/dev/loop20 1000 990 10 99% /srv/image",
            ],
            info: info + [
                "30 28 8:2 / /var rw,relatime shared:2 - ext4 /dev/sda2 rw",
                "31 28 0:9 / /sys/firmware/efi/efivars rw - efivarfs efivarfs rw",
                "32 28 7:20 / /srv/image rw - ext4 /dev/loop20 rw",
            ]
        )
        // A loop device that can be written fills up like any other.
        #expect(report.alarms == ["/srv/image is 99 % full", "/var is 97 % full"])
        #expect(report.sealed.count == 10)
    }

    @Test func `a busy file system under many containers is listed once, and hides no other`() {
        let layers = (0..<9).map {
            "overlay 1000000 9701\($0)0 \(29_900 - $0 * 10) 98% /var/lib/docker/overlay2/\($0)/merged"
        }
        let space =
            ["/dev/sda1 1000000 970000 30000 97% /"] + layers + ["/dev/sdb1 500 480 20 96% /var"]
        let info = [
            "25 1 8:1 / / rw - ext4 /dev/sda1 rw", "30 25 8:17 / /var rw - ext4 /dev/sdb1 rw",
        ]
        #expect(report(space, info: info).alarms == ["/ is 97 % full", "/var is 96 % full"])
        #expect(report(space.reversed(), info: info).alarms.count == 2)
        // As large, and as full, and another one.
        let twins = ["/dev/sda1 1000 970 30 97% /", "/dev/sdb1 1000 970 30 97% /srv"]
        #expect(report(twins, info: info).alarms.count == 2)
    }

    @Test func `OpenWrt`() {
        let report = report(
            [
                "Filesystem 1024-blocks Used Available Capacity Mounted on",
                "/dev/root 4352 4352 0 100% /rom", "tmpfs 61544 1000 60544 2% /tmp",
                "/dev/mtdblock6 9344 8900 444 95% /overlay",
                "overlayfs:/overlay 9344 8900 444 95% /",
            ],
            info: [
                "15 1 31:5 / /rom ro,relatime - squashfs /dev/root ro,errors=continue",
                "20 15 0:16 / /tmp rw - tmpfs tmpfs rw",
                "21 15 31:6 / /overlay rw,noatime - jffs2 /dev/mtdblock6 rw",
                "22 15 0:17 / / rw,noatime - overlay overlayfs:/overlay rw,lowerdir=/,upperdir=/overlay/upper",
            ]
        )
        #expect(report.alarms == ["/ is 95 % full"])
    }

    @Test func `FreeBSD`() {
        let report = report(
            [
                "/dev/ada0p2 1000 550 450 55% /", "devfs 1 1 0 100% /dev",
                "fdescfs 1 1 0 100% /dev/fd",
                "procfs 4 4 0 100% /proc", "/dev/cd0 700 700 0 100% /cdrom",
                "zroot/var 500 480 20 96% /var", "zroot/usr/home 9000 8980 20 100% /usr/home",
                "/jails/base 1000 550 450 55% /jails/a",
            ],
            inodes: [
                "Filesystem 1024-blocks Used Avail Capacity iused ifree %iused Mounted on",
                "/dev/ada0p2 1000 550 450 55% 9800 200 98% /",
            ],
            mount: [
                "/dev/ada0p2 on / (ufs, local, soft-updates)", "devfs on /dev (devfs)",
                "fdescfs on /dev/fd (fdescfs)", "procfs on /proc (procfs, local)",
                "/dev/cd0 on /cdrom (cd9660, local, read-only)",
                "zroot/var on /var (zfs, local, noatime)",
                "zroot/usr/home on /usr/home (zfs, local, noatime)",
            ]
        )
        // Both data sets lack the same space of their pool.
        #expect(report.alarms == ["/usr/home is 100 % full", "/ has 98 % of its inodes in use"])
    }

    @Test func `macOS`() {
        let report = report(
            [
                "/dev/disk3s1s1 482797652 10226688 12000000 47% /", "devfs 200 200 0 100% /dev",
                "/dev/disk3s6 482797652 1048596 12000000 9% /System/Volumes/VM",
                "/dev/disk3s5 482797652 440000000 12000000 98% /System/Volumes/Data",
                "map auto_home 0 0 0 100% /System/Volumes/Data/home",
                "/dev/disk5s1 17000000 16500000 500000 98% /Library/Developer/CoreSimulator/Volumes/iOS 1",
            ],
            mount: [
                "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)",
                "devfs on /dev (devfs, local, nobrowse)",
                "/dev/disk3s6 on /System/Volumes/VM (apfs, local, noexec, journaled, noatime, nobrowse)",
                "/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)",
                "map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)",
                "/dev/disk5s1 on /Library/Developer/CoreSimulator/Volumes/iOS 1 (apfs, local, read-only)",
            ]
        )
        #expect(report.alarms == ["/System/Volumes/Data is 98 % full"])
        #expect(report.readOnly.isEmpty)
    }

    @Test func `an image with a sealed root, and containers`() {
        let report = report(
            [
                "composefs 8 8 0 100% /", "/dev/vda4 1000 950 50 95% /var",
                "/dev/vda4 1000 950 50 95% /etc",
                "overlay 1000 950 50 95% /var/lib/containers/a/merged",
                "/dev/dm-0 2000 2000 0 100% /usr/share/verity", "erofs 5 5 0 100% /opt/image",
            ],
            info: [
                "1 0 0:31 / / rw,relatime - overlay composefs ro,lowerdir=/run/a::/run/b,redirect_dir=on",
                "2 1 252:4 /deploy/var /var rw - xfs /dev/vda4 rw",
                "3 1 252:4 /deploy/etc /etc rw - xfs /dev/vda4 rw",
                "4 1 0:50 / /var/lib/containers/a/merged rw - overlay overlay rw,lowerdir=a,upperdir=b,workdir=c",
                "5 1 253:0 / /usr/share/verity ro - ext4 /dev/dm-0 ro",
                "6 1 0:60 / /opt/image rw - erofs erofs ro",
            ]
        )
        #expect(report.alarms == ["/etc is 95 % full"] || report.alarms == ["/var is 95 % full"])
        #expect(report.remarks.contains("cannot fill up: /"))
    }

    @Test func `inodes run out although there is space`() {
        let report = report(
            ["/dev/sda1 1000 100 900 10% /", "/dev/sdb1 1000 920 80 92% /srv"],
            inodes: [
                "Filesystem Inodes IUsed IFree IUse% Mounted on", "/dev/sda1 65536 65536 0 100% /",
                "/dev/sdb1 65536 100 65436 1% /srv", "/dev/sdc1 0 0 0 - /vfat",
            ],
            info: ["1 0 8:1 / / rw - ext4 /dev/sda1 rw", "2 1 8:2 / /srv rw - ext4 /dev/sdb1 rw"]
        )
        #expect(report.alarms == ["no inode is left on /", "/srv is 92 % full"])
    }

    @Test func `a file system that has become read-only comes first`() {
        let report = report(
            ["/dev/sda1 1000 990 10 99% /", "/dev/sdb1 1000 990 10 99% /data"],
            info: [
                "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
                "2 1 8:2 / /data rw,relatime - ext4 /dev/sdb1 ro,errors=remount-ro",
                "3 1 8:3 / /srv ro,relatime - xfs /dev/sdc1 ro",
            ],
            table: ["/dev/sdc1 /srv xfs defaults 0 2"]
        )
        #expect(
            report.alarms == [
                "the kernel has made /data read-only, as it does after an error",
                "/srv is read-only",
                "/ is 99 % full",
            ]
        )
    }

    @Test func `more than five are counted`() {
        let report = report(
            (10..<18).map { "/dev/d\($0) 100 9\($0 - 10) \(20 - $0) 9\($0 - 10)% /m\($0)" }
        )
        #expect(report.alarms.count == 6)
        #expect(report.alarms.first == "/m17 is 97 % full")
        #expect(report.alarms.last == "and 3 file systems more")
    }
}
