// SPDX-License-Identifier: MIT

/// What a machine says of its file systems: their types, and whether they can be written.
struct MountTable: Sendable {
    /// A file system at its place.
    struct Mount: Equatable, Sendable {
        let type: String
        /// True if nothing can be written, so that nothing grows.
        let isReadOnly: Bool
        /// True if the whole file system is read-only although this mount asks for writing.
        let isForced: Bool
        /// True if another mount of the same file system may be written.
        let isBound: Bool
        /// The device, `MAJOR:MINOR`, as far as it is known.
        var device = ""
    }

    /// Types that are mounted for writing unless somebody says otherwise.
    private static let types: Set<String> = [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "reiserfs", "bcachefs", "zfs", "ufs",
        "nilfs2", "ubifs",
        "jffs2", "ntfs3", "hammer2", "ffs", "vfat", "exfat", "fuseblk", "ntfs", "msdosfs", "msdos",
    ]
    /// Places that are read-only on purpose on many systems without an `/etc/fstab`.
    private static let purposes = [
        "/", "/usr", "/boot", "/efi", "/nix", "/sysroot", "/rom", "/system", "/vendor", "/media",
        "/snap",
    ]
    /// What ext4 and others show of a file system that an error has stopped, whether or not they show `ro`.
    private static let stopped: Set<Substring> = ["emergency_ro", "shutdown"]
    /// Maximum number of mounts that are kept.
    private static let most = 20_000

    private var mounts: [String: Mount] = [:]
    /// Places of `/etc/fstab`, and whether they are mounted for writing.
    private var isWritten: [String: Bool] = [:]
    /// Devices that somebody has made read-only by a mount of theirs: `mount -o remount,ro`.
    private var remounted: Set<String> = []
    /// Devices that an error has stopped.
    private var stopped: Set<String> = []
    /// Places in the order they came.
    private var places: [String] = []

    /// True if nothing is known.
    var isEmpty: Bool { mounts.isEmpty }

    /// The mount at a place; the last one hides the earlier ones.
    subscript(_ place: String) -> Mount? { mounts[place] }

    /// Places that should be written to and cannot be; `isForced` where the kernel has made them so.
    var readOnly: [(place: String, isForced: Bool)] {
        places.compactMap { place in
            guard let mount = mounts[place], mount.isReadOnly, Self.types.contains(mount.type)
            else {
                return nil
            }
            let isForced =
                stopped.contains(mount.device)
                || mount.isForced && !remounted.contains(mount.device)
            if isForced || isWritten[place] == true { return (place, isForced) }
            if isWritten[place] == false { return nil }
            let isOnPurpose = Self.purposes.contains {
                place == $0 || ($0 != "/" && place.hasPrefix($0 + "/"))
            }
            return isOnPurpose || mount.isBound ? nil : (place, false)
        }
    }

    /// Takes a line of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
    mutating func takeMountInfo(_ line: String) {
        let words = line.split(separator: " ")
        guard words.count >= 9, let dash = words.dropFirst(6).firstIndex(of: "-"),
            words.count > dash + 3
        else { return }
        let own = words[5].split(separator: ",").contains("ro")
        let options = words[dash + 3].split(separator: ",")
        let type = String(words[dash + 1])
        // An overlay without an upper layer takes nothing.
        let isSealed = type == "overlay" && !options.contains { $0.hasPrefix("upperdir=") }
        let device = String(words[2])
        let isStopped = options.contains { Self.stopped.contains($0) }
        if isStopped { stopped.insert(device) }
        let all = isStopped || options.contains("ro")
        if own, all { remounted.insert(device) }
        add(
            Self.unescape(words[4]),
            Mount(
                type: type,
                isReadOnly: own || all || isSealed,
                isForced: all && !own && Self.types.contains(type),
                isBound: own && !all,
                device: device
            )
        )
    }

    /// Takes a line of `mount` of BSD or macOS: `/dev/ada0p2 on / (ufs, local, read-only)`.
    mutating func takeMount(_ line: String) {
        guard line.hasSuffix(")"), let bracket = line.lastIndex(of: "("),
            let on = line.firstRange(of: " on ")
        else { return }
        var place = line[on.upperBound..<bracket]
        while place.last == " " { place.removeLast() }
        let options = line[bracket...].dropFirst().dropLast().split(separator: ",").map { option in
            String(option.drop { $0 == " " })
        }
        // OpenBSD writes `/dev/sd0a on / type ffs (local)`.
        var type = options.first ?? ""
        if let range = place.firstRange(of: " type ") {
            type = String(place[range.upperBound...])
            place = place[..<range.lowerBound]
        }
        let isReadOnly = options.contains { $0 == "read-only" || $0 == "ro" }
        add(
            String(place),
            Mount(type: type, isReadOnly: isReadOnly, isForced: false, isBound: true)
        )
    }

    /// Takes a line of `/etc/fstab` (fstab(5)).
    mutating func takeTable(_ line: String) {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard words.count >= 4, words[0].first != "#", isWritten.count < Self.most else { return }
        isWritten[Self.unescape(words[1])] = !words[3].split(separator: ",").contains("ro")
    }

    private mutating func add(_ place: String, _ mount: Mount) {
        guard places.count < Self.most else { return }
        if mounts.updateValue(mount, forKey: place) == nil { places.append(place) }
    }

    /// A place with `\040` and the like as the characters they stand for.
    private static func unescape(_ text: Substring) -> String {
        guard text.contains("\\") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"),
                let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return CleanText.line(bytes, limit: TextSection.lineLimit)
    }
}
