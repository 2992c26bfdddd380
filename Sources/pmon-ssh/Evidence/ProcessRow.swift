// SPDX-License-Identifier: MIT

/// A line of the default list, in which one `ps` shows each process as `ps aux` does, and before that its parent, its
/// group, its age and its name: list and ancestry are of one moment, and the kernel is asked once.
struct ProcessRow {
    /// Begins the header of such a list.
    static let header = Array("PPID PGID ELAPSED NAME USER PID ".utf8)
    /// The columns, in the words of `ps -o`.
    ///
    /// An age that is longer than its column would take room from the next one.
    static let columns =
        "ppid=PPID -o pgid=PGID -o etime:19=ELAPSED -o comm:\(nameWidth)=NAME "
        + "-o user,pid,pcpu,pmem,vsz,rss,tname,stat,start_time,bsdtime,args"
    /// Width of the name: fifteen bytes, and what `ps` appends to that of a process that has ended.
    private static let nameWidth = 26

    /// What the line says of the process.
    let process: RunningProcess
    /// The line as `ps aux` shows it.
    let shown: ArraySlice<UInt8>

    /// Reads a line below the header; nil for any other.
    init?(_ line: [UInt8]) {
        var rest = line[...]
        guard let parent = Self.number(Self.word(&rest)), let group = Self.number(Self.word(&rest)),
            let start = RunningProcess.start(ofAge: Self.word(&rest)),
            let user = Self.endOfName(rest)
        else { return nil }
        let name = Self.trimmed(rest[..<user])
        shown = rest[user...]
        var words = shown
        _ = Self.word(&words)
        guard let number = Self.number(Self.word(&words)) else { return nil }
        for _ in 0..<5 { _ = Self.word(&words) }
        let state = Self.word(&words)
        guard !state.isEmpty else { return nil }
        process = RunningProcess(
            number: number,
            name: String(decoding: name, as: UTF8.self),
            parent: parent,
            group: group,
            start: start,
            // Other threads go on where `ps` shows `l`.
            hasEnded: state.first == UInt8(ascii: "Z") && !state.contains(UInt8(ascii: "l"))
        )
    }

    /// The part of the header that `ps aux` shows; nil for any other line.
    static func shownHeader(_ line: [UInt8]) -> ArraySlice<UInt8>? {
        guard line.count < 1000 else { return nil }
        let words = line.split(separator: 0x20)
        guard words.count > 6, words[..<6].joined(separator: [0x20]) + [0x20] == header else {
            return nil
        }
        return line[words[4].startIndex...]
    }

    /// Takes the next word off a line.
    private static func word(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = rest.firstIndex { $0 != 0x20 } ?? rest.endIndex
        let end = rest[start...].firstIndex(of: 0x20) ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[start..<end]
    }

    /// A number; that of a group is -1 while a process ends.
    private static func number(_ word: ArraySlice<UInt8>) -> Int? {
        word.elementsEqual("-1".utf8) ? -1 : RunningProcess.number(word)
    }

    /// Where the user's name stands after that of the program, which has a width and may hold blanks.
    ///
    /// Letters beyond ASCII take other widths; then a user is what two numbers and a share follow.
    private static func endOfName(_ rest: ArraySlice<UInt8>) -> Int? {
        let end = rest.startIndex + 1 + nameWidth
        guard end + 1 < rest.endIndex else { return nil }
        let isPlain = rest[..<end].allSatisfy { $0 < 0x80 }
        if isPlain { return rest[end] == 0x20 && rest[end + 1] != 0x20 ? end + 1 : nil }
        var next = rest
        _ = word(&next)
        while !next.isEmpty {
            let user = word(&next)
            var numbers = next
            let isUser = number(word(&numbers)) != nil && isShare(word(&numbers))
            if isUser, isShare(word(&numbers)) { return user.startIndex }
        }
        return nil
    }

    /// True for a share in percent.
    private static func isShare(_ word: ArraySlice<UInt8>) -> Bool {
        !word.isEmpty && word.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    }

    /// A name without blanks around it, and without what `ps` appends.
    private static func trimmed(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let last = name.lastIndex(where: { $0 != 0x20 }) else { return [] }
        let text = name[...last].drop { $0 == 0x20 }
        let isDefunct = text.suffix(defunct.count).elementsEqual(defunct)
        return isDefunct ? text.dropLast(defunct.count) : text
    }

    /// What `ps` appends to the name of a process that has ended.
    private static let defunct = Array(" <defunct>".utf8)
}
