// SPDX-License-Identifier: MIT

/// A process of a machine, as its kernel describes it.
struct RunningProcess: Equatable, Sendable {
    /// Its process id.
    let number: Int
    /// Name of its program, at most 15 bytes of it on Linux.
    let name: String
    let parent: Int
    let group: Int
    /// When it began, in hundredths of a second since some time in the past.
    let start: Int
    /// True if it has ended and its parent has not noticed; one whose first thread alone has ended runs on.
    let hasEnded: Bool

    /// Names of SSH servers.
    private static let servers: Set<String> = ["sshd", "sshd-session", "sshd-auth", "dropbear"]
    /// Names of pmon's own programs.
    private static let tools: Set<String> = [
        "pmon", "pmon-probe", "pmon-ssh", "pmon-store", "pmon-mail", "pmon-serve", "pmon-worker",
    ]

    /// What a visit may leave until the system's first process notices.
    private static let leftovers: Set<String> = servers.union([
        "sh", "bash", "sleep", "ps", "sed", "grep", "tail", "ls", "df", "dmesg", "journalctl",
        "locale",
    ])

    /// True for the name of a program that a visit runs as well.
    static func isOfVisits(_ name: String) -> Bool { leftovers.contains(name) }

    /// True for an SSH server, or its part for a connection.
    var isServer: Bool { Self.servers.contains(name) }
    /// True for a program of pmon.
    var isTool: Bool { Self.tools.contains(name) }

    /// A process that is known.
    init(number: Int, name: String, parent: Int, group: Int, start: Int, hasEnded: Bool) {
        self.number = number
        self.name = name
        self.parent = parent
        self.group = group
        self.start = start
        self.hasEnded = hasEnded
    }

    /// Reads a line of `/proc/N/stat` (proc_pid_stat(5)) after the file's name, at least up to the start.
    ///
    /// The number is taken from the file's name, as a process may give itself a name that looks like a line of another
    /// one. Of a name with a newline, only what follows it has come.
    init?(stat line: String) {
        guard line.hasPrefix("/proc/"), let colon = line.firstIndex(of: ":"),
            let close = line.lastIndex(of: ")"), colon < close,
            let number = Int(line[..<colon].dropFirst(6).prefix { $0 != "/" })
        else { return nil }
        let words = line[close...].dropFirst().split(separator: " ")
        guard words.count >= 20, let parent = Int(words[1]), let group = Int(words[2]),
            let threads = Int(words[17]), let start = Int(words[19])
        else { return nil }
        self.number = number
        let open = line[colon..<close].firstIndex(of: "(") ?? colon
        name = String(line[open..<close].dropFirst())
        self.parent = parent
        self.group = group
        self.start = start
        hasEnded = words[0] == "Z" && threads <= 1
    }

    /// Reads a line of `ps -o pid= -o ppid= -o pgid= -o etime= -o comm=`, before which the state may stand.
    init?(list line: String) {
        var words = line.split(separator: " ", maxSplits: 5)
        let state = words.first.flatMap { $0.first?.isLetter == true ? $0 : nil } ?? ""
        words = state.isEmpty ? line.split(separator: " ", maxSplits: 4) : Array(words.dropFirst())
        guard words.count == 5, let number = Int(words[0]), let parent = Int(words[1]),
            let group = Int(words[2]), let start = Self.start(ofAge: words[3].utf8)
        else { return nil }
        self.number = number
        hasEnded = state.first == "Z" || words[4].hasPrefix("<defunct>")
        let program = words[4].split(separator: "/").last.map(String.init) ?? ""
        // macOS puts the name of a process that has ended between brackets.
        name = hasEnded ? program.filter { !"()".contains($0) } : program
        self.parent = parent
        self.group = group
        self.start = start
    }

    /// When a process began whose age is `[[DAYS-]HOURS:]MINUTES:SECONDS`.
    ///
    /// `ps` shows one that began while it ran as older than the machine can be.
    static func start(ofAge text: some Collection<UInt8>) -> Int? {
        seconds(text).map { $0 > oldest ? 100 : -100 * $0 }
    }

    /// Forty years, in seconds.
    private static let oldest = 40 * 366 * 86400

    private static func seconds(_ text: some Collection<UInt8>) -> Int? {
        let parts = text.split(separator: UInt8(ascii: "-"))
        guard let last = parts.last, parts.count <= 2 else { return nil }
        let numbers = last.split(separator: UInt8(ascii: ":")).map { number($0) }
        guard (2...3).contains(numbers.count) else { return nil }
        var sum = parts.count == 2 ? min(number(parts[0]) ?? .max, oldest) : 0
        if numbers.count == 2 { sum *= 24 }
        for (index, number) in numbers.enumerated() {
            guard let number, number < 1000 else { return nil }
            sum = sum * (index == 0 && numbers.count == 3 ? 24 : 60) + number
        }
        return sum
    }

    /// A number in digits; nil for anything else, and for one that no process has.
    static func number(_ word: some Collection<UInt8>) -> Int? {
        guard !word.isEmpty, word.count < 12 else { return nil }
        var value = 0
        for byte in word {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
