// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem

/// The files of one run by their purpose; no two may be the same, as one would overwrite the other.
struct FileNames {
    /// What pmon does with a file.
    private enum Use {
        /// Reads it; several settings may name the same one.
        case reads
        /// Reads it, and it has no other purpose.
        case readsAlone
        /// Reads it, and it is no file of a setting.
        case isConfiguration
        /// Writes it because a setting names it.
        case writes
        /// Writes it beside a file of a setting.
        case writesBeside
    }

    private struct File {
        let purpose: String
        let path: String
        var identity: FileIdentity
        let use: Use
    }

    private var files: [File] = []

    /// The files of a configuration, and those that flags name in place of the configured ones.
    ///
    /// Throws 78 where a device stands in the place of a file, 66 for a circle of links.
    init(_ configuration: Configuration, _ options: FileOptions) throws(ToolError) {
        let pmon = configuration.pmon
        try add("the configuration", configuration.file ?? "pmon.ini", .isConfiguration)
        let data = options.data ?? pmon.dataFile
        let name = options.data == nil ? "data.file" : "--data"
        // Before anything is made beside it: what a device took would be gone.
        try add(name, data, refusesDevice: true)
        let target = try FileTarget.resolve(data)
        let journal = "\(target).journal"
        try add("the journal of \(name)", journal, .writesBeside, refusesDevice: true)
        try add("the lock of \(name)", "\(target).lock", .writesBeside, refusesDevice: true)
        try add("the rejected lines of \(name)", "\(target).rejected", .writesBeside)
        // With a data file of its own, a run leaves the configured latest file alone.
        if let latest = options.latest ?? (options.data == nil ? pmon.latestFile : nil) {
            let name = options.latest == nil ? "latest.file" : "--latest"
            try add(name, latest, refusesDevice: true)
            let target = try FileTarget.resolve(latest)
            try add("the memory of pmon-mail beside \(name)", "\(target).told", .writesBeside)
            try add("the lock of pmon-mail beside \(name)", "\(target).told.lock", .writesBeside)
        }
        if let archive = pmon.dataArchive {
            // What goes to /dev/null is dropped, as without an archive.
            try add(
                "data.archive",
                archive,
                refusesDevice: !(try FileIdentity(archive)).isCharacterDevice
            )
            try add(
                "the lock of data.archive",
                "\(try FileTarget.resolve(archive)).lock",
                .writesBeside
            )
        }
        if let log = pmon.logFile { try add("log.file", log) }
        // One that cannot be read is a warning of its readers.
        if let silence = pmon.silenceFile {
            try add("silence.file", silence, .readsAlone, acceptsFolder: true)
        }
        let folder = FilePaths.folder(of: pmon.dataFile)
        var known: Set<String> = [FilePaths.resolve("known_hosts", folder: folder)]
        for remote in configuration.remotes.values {
            if let path = remote.knownHosts { known.insert(path) }
        }
        // A folder costs the visits to its own machines.
        for path in known.sorted() { try add("known_hosts", path, acceptsFolder: true) }
        for file in configuration.filesToRead {
            // A wrong one costs its own check.
            try? add(file.purpose, file.path, .reads)
        }
    }

    private mutating func add(
        _ purpose: String,
        _ path: String,
        _ use: Use = .writes,
        refusesDevice: Bool = false,
        acceptsFolder: Bool = false
    ) throws(ToolError) {
        let identity = try FileIdentity(path)
        guard !refusesDevice || !identity.isDevice else {
            throw ToolError(.configuration, "\(purpose): \(path): not a regular file")
        }
        guard use == .reads || acceptsFolder || !identity.isFolder else {
            throw ToolError(.configuration, "\(purpose): \(path): a folder, expected a file")
        }
        files.append(File(purpose: purpose, path: path, identity: identity, use: use))
    }

    /// Throws 78 where two are the same file, one has a name that pmon uses beside another one, or the log holds records;
    /// with each such file on a line of its own.
    func expectDifferent() throws(ToolError) {
        var problems = try problems()
        // A file that another process replaces meanwhile leaves its number to the next one: only what stays is the same.
        if !problems.isEmpty { problems = try lookingAgain().problems() }
        guard problems.isEmpty else {
            throw ToolError(.configuration, problems.joined(separator: "\n"))
        }
        // Of another configuration, so that its name says nothing.
        for file in files where file.purpose == "log.file" {
            try RecordFileHint.expectNone(in: file.path, file.purpose)
        }
    }

    /// What pmon cannot write because its folder is not there, each folder once; for a check before the first run.
    var missingFolders: [String] {
        var known: Set<String> = []
        return files.filter { $0.use == .writes && $0.identity.lacksFolder }.compactMap { file in
            let folder = FilePaths.folder(of: file.path)
            guard known.insert(folder).inserted else { return nil }
            return "\(file.purpose): \(folder): no such folder"
        }
    }

    /// The same names, with the files that are there now.
    private func lookingAgain() throws(ToolError) -> FileNames {
        var names = self
        for index in files.indices {
            names.files[index].identity = try FileIdentity(files[index].path)
        }
        return names
    }

    private func problems() throws(ToolError) -> [String] {
        var problems: [String] = []
        for (index, file) in files.enumerated() {
            // The first that a file clashes with is enough.
            if let problem = Self.clash(file, with: files[..<index]) {
                problems.append(problem)
            } else if file.use == .writes, let problem = try foreign(file) {
                problems.append(problem)
            }
        }
        return problems
    }

    /// The first problem with one of the others.
    ///
    /// A loop, as the runtime makes the types of a lazy sequence at each start.
    private static func clash(_ file: File, with others: ArraySlice<File>) -> String? {
        for other in others {
            if let problem = clash(file, other) { return problem }
        }
        return nil
    }

    private static func clash(_ file: File, _ other: File) -> String? {
        guard other.purpose != file.purpose else { return nil }
        // Files to read come last.
        if file.use == .reads, other.use == .reads || other.use == .isConfiguration { return nil }
        if file.identity.isSame(as: other.identity) { return problem(other.purpose, file) }
        if let made = made(file, beside: other) { return problem(made, file) }
        return made(other, beside: file).map { problem($0, other) }
    }

    /// The problem of a file whose name pmon uses beside a file of another configuration; nil for any other name.
    private func foreign(_ file: File) throws(ToolError) -> String? {
        let target = try FileTarget.resolve(file.path)
        for suffix in Self.suffixes where target.hasSuffix(suffix) {
            let other = String(target.dropLast(suffix.count))
            guard !files.contains(where: { $0.path == other }), FileIdentity.Node(other) != nil,
                try !FileIdentity(other).isFolder
            else { continue }
            return "\(file.purpose): \(file.path): pmon uses this name for a file beside \(other)"
        }
        return nil
    }

    /// What pmon appends to the name of a file for those beside it.
    private static let suffixes = [
        ".journal", ".lock", ".rejected", ".told", ".tmp", ".broken", ".unplaced",
    ]

    /// The purpose of a file that pmon creates beside another one; nil for any other name.
    private static func made(_ file: File, beside other: File) -> String? {
        guard other.use == .writes || other.use == .writesBeside,
            let suffix = file.identity.suffix(behind: other.identity)
        else {
            return nil
        }
        if suffix.hasPrefix("."), suffix.hasSuffix(".tmp") {
            return "a temporary file of \(other.purpose)"
        }
        if suffix.hasPrefix(".broken") { return "a damaged copy of \(other.purpose)" }
        if suffix.hasPrefix(".unplaced") { return "lost records of \(other.purpose)" }
        if other.purpose == "log.file", suffix.first == ".", Int(suffix.dropFirst()) != nil {
            return "an older part of log.file"
        }
        return nil
    }

    private static func problem(_ purpose: String, _ file: File) -> String {
        "\(purpose) and \(file.purpose) are the same file: \(file.path)"
    }
}
