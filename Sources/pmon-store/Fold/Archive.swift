// SPDX-License-Identifier: MIT

import Glibc
import PmonCore
import PmonFiles

/// Takes the records that a fold no longer keeps, as NDJSON; compressed by gzip(1) if the name ends in `.gz`.
///
/// A fold that does not come to its end is done again, and would archive the same records again. So a mark in the
/// journal notes first how long the archive was, and that belongs to the data file as it is now.
final class Archive {
    private let path: String
    private let settings: StoreSettings
    private let journal: Journal
    private var file: OpenFile?
    private var gzip: GzipProcess?
    private var buffer: [UInt8] = []

    init(_ path: String, settings: StoreSettings, journal: Journal) {
        self.path = path
        self.settings = settings
        self.journal = journal
    }

    /// Takes one record.
    func add(_ record: UnsafeRawBufferPointer, url: URLKey) throws(ToolError) {
        if file == nil { try open() }
        RecordLine.append(record, url: url, to: &buffer)
        buffer.append(0x0A)
        if buffer.count >= 1 << 18 { try flush() }
    }

    /// Waits until all is on disk; to be done before the new data file takes its place.
    func finish() throws(ToolError) {
        guard let file else { return }
        try flush()
        try gzip?.finish()
        try file.synchronize()
    }

    private func open() throws(ToolError) {
        let isNew = access(path.pathBytes, F_OK) != 0
        let file = try OpenFile(
            path,
            O_RDWR | O_APPEND,
            owner: settings.paths.owner,
            fallback: .cannotCreate
        )
        if isNew { try Folder.synchronize(of: path) }
        let status = try file.status()
        try journal.mark(
            "\(JournalMark.archivePrefix)\(status.st_size) \(status.st_ino) \(Self.dataStamp(settings))"
        )
        try journal.synchronize()
        self.file = file
        if path.hasSuffix(".gz") { gzip = try GzipProcess(output: file) }
    }

    private func flush() throws(ToolError) {
        if let gzip {
            try gzip.write(buffer)
        } else {
            try file?.write(buffer)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func dataStamp(_ settings: StoreSettings) -> String {
        FileStamp(path: settings.paths.data)?.text ?? "-"
    }

    /// Cuts off what a fold has archived that did not come to its end.
    static func takeBackUnfinished(
        _ marks: [String],
        settings: StoreSettings
    ) throws(ToolError) {
        guard let path = settings.archive,
            let mark = marks.last(where: { $0.hasPrefix(JournalMark.archivePrefix) })
        else { return }
        let words = mark.split(separator: " ")
        guard words.count == 4, let size = Int(words[1]), words[3] == dataStamp(settings),
            access(path.pathBytes, F_OK) == 0
        else { return }
        let file = try OpenFile(path, O_RDWR, fallback: .inputOutput)
        let status = try file.status()
        guard String(status.st_ino) == words[2], Int(status.st_size) > size else { return }
        try file.truncate(to: size)
        try file.synchronize()
    }
}
