// SPDX-License-Identifier: MIT

import Glibc
import HTTPTypes
import PmonSystem

/// The operator's own files: plain files of one folder and its subfolders, nothing else.
struct PublicFolder: Sendable {
    /// Path of the folder.
    let path: String
    /// Files that are not given out even if they stand in it.
    var guarded = GuardedFiles(paths: [])

    /// Bytes of a file that is served.
    static let limit = 16 << 20

    /// Whether the folder is there; in place of one that is not, browsers get the built-in page.
    var exists: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The file of a path as it stands in an address; `nil` if there is none.
    func reply(_ encoded: String) -> Reply? {
        guard let names = Self.names(encoded), let bytes = read(names) else { return nil }
        let entity = Entity(bytes, type: Self.type(names.last ?? ""))
        return Reply(fields: [.contentSecurityPolicy: SecurityFields.publicPolicy], entity: entity)
    }

    /// Names of the folders and the file; `nil` if one of them leads elsewhere or is hidden.
    static func names(_ encoded: String) -> [String]? {
        let names = encoded.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentCoding.decode($0) }
        let areGood = names.allSatisfy { name in
            !name.isEmpty && !name.hasPrefix(".")
                && !name.utf8.contains {
                    $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 0x20
                }
        }
        return areGood ? names : nil
    }

    /// Opens folder after folder without following links, so that no name can lead out.
    private func read(_ names: [String]) -> [UInt8]? {
        var folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        var place = stat()
        for (index, name) in names.enumerated() {
            guard folder >= 0 else { return nil }
            guard fstat(folder, &place) == 0 else {
                close(folder)
                return nil
            }
            let isLast = index == names.count - 1
            let kind = isLast ? O_NONBLOCK : O_DIRECTORY
            let next = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
            close(folder)
            folder = next
        }
        guard folder >= 0 else { return nil }
        defer { close(folder) }
        var status = stat()
        guard fstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= Self.limit,
            !guarded.contain(status, name: names.last ?? "", folder: place)
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let filled = bytes.withUnsafeMutableBytes { buffer in
            try? SystemCall.read(into: buffer, from: folder)
        }
        return filled.map { Array(bytes[..<$0]) }
    }

    /// Media type by the file's ending.
    static func type(_ name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8",
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "json": "application/json",
        "txt": "text/plain; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff",
        "map": "application/json",
    ]
}
