// SPDX-License-Identifier: MIT

/// One file system of the output of `df -P`, for space or for inodes.
///
/// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/df.html
struct DiskUsage: Equatable, Sendable {
    /// From that share on a file system counts as nearly full, in percent.
    static let alarm = 90

    /// Types that are full by nature, or that nobody fills.
    private static let fullTypes: Set<String> = [
        "squashfs", "iso9660", "cd9660", "udf", "erofs", "cramfs", "romfs", "composefs", "devfs",
        "devtmpfs", "fdescfs",
        "fdesc", "procfs", "linprocfs", "linsysfs", "kernfs", "ptyfs", "autofs", "efivarfs", "proc",
        "sysfs", "cgroup",
        "cgroup2", "fuse.snapfuse", "fuse.squashfuse", "fuse.squashfuse_ll",
    ]
    /// Devices of that kind, for machines that say no type.
    private static let fullDevices = [
        "/dev/loop", "/dev/sr", "/dev/cd", "devfs", "devtmpfs", "fdesc", "procfs", "linprocfs",
        "linsysfs",
        "kernfs", "ptyfs", "efivarfs", "map ", "composefs",
    ]
    /// Types that show the space of what lies below.
    private static let layers: Set<String> = ["overlay", "nullfs", "aufs", "fuse.fuse-overlayfs"]

    /// Where it is mounted.
    let mount: String
    /// How full it is, in percent.
    let percent: Int
    /// What holds its content.
    private let device: String
    /// Blocks in all, used and available; `df` may count more than there are.
    private let blocks: [Int]

    /// Reads a line; nil for the header, and if no share is reported.
    ///
    /// `df -i` of BSD and macOS has two shares, the second of which is that of the inodes.
    init?(_ line: String, isSecond: Bool = false) {
        let words = line.split(separator: " ")
        // A device's name may hold spaces: the share is the first percentage after three numbers.
        let places = words.indices.filter { index in
            index >= 3 && words[index].hasSuffix("%") && Int(words[index].dropLast()) != nil
                && words[(index - 2)..<index].allSatisfy { Self.number($0) != nil }
        }
        guard let place = isSecond ? places.dropFirst().first : places.first,
            let percent = Int(words[place].dropLast()), place + 1 < words.count
        else { return nil }
        let start = isSecond ? place - 2 : place - 3
        guard start >= 1, Self.number(words[start]) != nil else { return nil }
        blocks = words[start..<place].compactMap(Self.number)
        // What has no blocks cannot be full of them, whatever share is shown.
        guard (isSecond ? blocks : Array(blocks.prefix(1))).contains(where: { $0 != 0 }) else {
            return nil
        }
        self.percent = percent
        device = words[..<(isSecond ? 1 : start)].joined(separator: " ")
        mount = String(line[words[place + 1].startIndex...])
    }

    /// A number of blocks; some file systems show more than there can be.
    private static func number(_ word: Substring) -> Int? {
        if let number = Int(word) { return number }
        return word.count > 18 && word.allSatisfy { ("0"..."9").contains($0) } ? .max : nil
    }

    /// True if it is full by nature, or if nothing in it can grow.
    func cannotFill(_ mounts: MountTable) -> Bool {
        guard let known = mounts[mount] else {
            return mount == "/rom" || Self.fullDevices.contains { device.hasPrefix($0) }
        }
        return known.isReadOnly || Self.fullTypes.contains(known.type)
    }

    /// True if it shows the same space as another one that is mounted: of the same device, of a layer above it, or of the
    /// same pool.
    func sharesSpace(with other: DiskUsage, _ mounts: MountTable) -> Bool {
        if isAlike(other) {
            // Of a local device, or of a server: `nas:/export`.
            if device == other.device, device.contains("/") { return true }
            if isLayer(mounts) || other.isLayer(mounts) { return true }
        }
        guard let type = mounts[mount]?.type, type == mounts[other.mount]?.type,
            blocks.last == other.blocks.last
        else { return false }
        return switch type {
        case "zfs": device.prefix { $0 != "/" } == other.device.prefix { $0 != "/" }
        case "apfs": blocks.first == other.blocks.first
        default: false
        }
    }

    /// True if both are of one size and leave about as much of it: a file system that is written to changes from line to
    /// line.
    private func isAlike(_ other: DiskUsage) -> Bool {
        guard blocks.count == other.blocks.count, let size = blocks.first,
            size == other.blocks.first,
            let left = blocks.last, let otherLeft = other.blocks.last
        else { return false }
        let most = size / 100
        return left == otherLeft || max(left, otherLeft) - min(left, otherLeft) <= most
    }

    private func isLayer(_ mounts: MountTable) -> Bool {
        device.hasSuffix("overlay") || Self.layers.contains(mounts[mount]?.type ?? "")
    }

    /// True if it is worse than another one: what is written all the time comes before what only an update of the
    /// system writes.
    func isWorse(than other: DiskUsage) -> Bool {
        if isStill != other.isStill { return !isStill }
        if percent != other.percent { return percent > other.percent }
        return (blocks.last ?? 0) < (other.blocks.last ?? 0)
    }

    private var isStill: Bool {
        ["/boot", "/efi"].contains { mount == $0 || mount.hasPrefix($0 + "/") }
    }
}
