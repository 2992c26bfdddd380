// SPDX-License-Identifier: MIT

/// A line of `df` that shows the inodes of a file system before its space, so that one process shows both.
struct DiskRow {
    /// The columns, in the words of `df --output`.
    static let columns = "itotal,iused,iavail,ipcent,source,size,used,avail,pcent,target"
    /// Begins the header of such a list.
    static let header = "Inodes IUsed IFree IUse%"

    /// The line without its first columns, as `df -P -k` shows it.
    let space: [UInt8]
    /// The line as `df -P -i` shows it; nil for a header.
    let inodes: [UInt8]?

    /// Reads a line; nil for those of any other list.
    init?(_ line: [UInt8]) {
        let words = line.split(separator: 0x20, maxSplits: 4)
        guard words.count == 5 else { return nil }
        let first = words[..<4].map { String(decoding: $0, as: UTF8.self) }
        let start = words[4].firstIndex { $0 != 0x20 } ?? words[4].endIndex
        let rest = words[4][start...]
        guard first.joined(separator: " ") != Self.header else {
            let names = String(decoding: rest, as: UTF8.self)
                .replacing("1K-blocks", with: "1024-blocks")
                .replacing("Avail Use%", with: "Available Capacity")
            (space, inodes) = (Array(names.utf8), nil)
            return
        }
        guard first[..<3].allSatisfy({ $0 == "-" || Int($0) != nil }),
            first[3] == "-" || first[3].hasSuffix("%"),
            // A device, three numbers, a share and a place; of another `df` a place alone may be left.
            rest.split(separator: 0x20).count >= 6
        else { return nil }
        space = Array(rest)
        inodes = Self.inodes(first, String(decoding: space, as: UTF8.self))
    }

    /// Puts other numbers in place of those before a share: device, three numbers, share, place.
    private static func inodes(_ numbers: [String], _ space: String) -> [UInt8]? {
        let words = space.split(separator: " ")
        let share = words.indices.first { index in
            index >= 4 && words[index].hasSuffix("%")
                && words[(index - 3)..<index].allSatisfy { Int($0) != nil }
        }
        guard let share, share + 1 < words.count else { return nil }
        let device = words[..<(share - 3)].joined(separator: " ")
        let place = space[words[share + 1].startIndex...]
        return Array("\(device) \(numbers.joined(separator: " ")) \(place)".utf8)
    }
}
