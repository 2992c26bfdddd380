// SPDX-License-Identifier: MIT

/// One file system of the output of `df -P`.
///
/// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/df.html
struct DiskUsage: Equatable {
    /// From that share on a file system counts as nearly full.
    static let alarm = 90

    /// Where it is mounted.
    let mount: String
    /// How full it is, in percent.
    let percent: Int
    /// What holds its content.
    private let device: Substring
    /// Blocks in all, used and available.
    private let blocks: [Int]

    /// The nearly full file systems, the fullest first.
    ///
    /// Images that are full by nature are left out: loop devices and optical discs. So are further mounts of the same
    /// space, of which containers and subvolumes have many.
    static func alarming(_ lines: [String]) -> [DiskUsage] {
        var found: [DiskUsage] = []
        for usage in lines.compactMap(DiskUsage.init) where usage.percent >= alarm {
            if !found.contains(where: usage.sharesSpace) { found.append(usage) }
        }
        return found.sorted { $0.percent > $1.percent }
    }

    /// True for another mount of the same device, and for a container's overlay over what lies there.
    private func sharesSpace(with other: DiskUsage) -> Bool {
        blocks == other.blocks
            && (device == other.device ? device.hasPrefix("/") : device.hasSuffix("overlay"))
    }

    /// Reads a line; nil for the header, for images, and where no share is told.
    init?(_ line: String) {
        guard !line.hasPrefix("/dev/loop"), !line.hasPrefix("/dev/sr") else { return nil }
        let words = line.split(separator: " ")
        // A device's name may hold spaces: the share is the first percentage behind three numbers.
        let place = words.indices.first { index in
            index >= 4 && words[index].hasSuffix("%")
                && words[(index - 3)..<index].allSatisfy { Int($0) != nil }
        }
        guard let place, let percent = Int(words[place].dropLast()), place + 1 < words.count else {
            return nil
        }
        self.percent = percent
        device = words[0]
        blocks = words[(place - 3)..<place].compactMap { Int($0) }
        mount = words[(place + 1)...].joined(separator: " ")
    }
}
