// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// Recognises a history, a latest file or a journal by its first bytes, so that nothing else is appended to it.
enum RecordFileHint {
    /// Throws 78 if the file holds records; `purpose` is the setting that names it.
    static func expectNone(in path: String, _ purpose: String) throws(ToolError) {
        guard holdsRecords(firstBytes(of: path)) else { return }
        throw ToolError(.configuration, "\(purpose): \(path): holds records, expected a log")
    }

    /// The first bytes of a regular file; none of anything else, which its reader has to judge.
    private static func firstBytes(of path: String) -> [UInt8] {
        var status = stat()
        guard stat(path.pathBytes, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return []
        }
        let descriptor = open(path.pathBytes, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    /// `{"` or `{}` with any spaces, or a line of a journal: eight hexadecimal digits, a length, and its content.
    private static func holdsRecords(_ bytes: [UInt8]) -> Bool {
        let tokens = bytes.lazy.filter { $0 > 0x20 }.prefix(2)
        if tokens.elementsEqual(#"{""#.utf8) || tokens.elementsEqual("{}".utf8) { return true }
        let parts = bytes.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 8 else { return false }
        let text = String(decoding: parts[0], as: UTF8.self)
        return UInt32(text, radix: 16) != nil && !parts[1].isEmpty
            && parts[1].allSatisfy { $0 &- 0x30 < 10 }
    }
}
