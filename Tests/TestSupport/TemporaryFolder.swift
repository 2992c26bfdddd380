// SPDX-License-Identifier: MIT

private import Foundation

/// A fresh folder for one test; removed with all it holds when the last reference to it goes.
package final class TemporaryFolder: Sendable {
    /// The folder's absolute path, without a slash at its end.
    package let path: String

    /// Makes the folder below the system's folder for temporary files.
    package init() throws {
        let name = "pmon-test-\(UUID().uuidString)"
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.resolvingSymlinksInPath().path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a name in the folder.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and returns its path; what was there is replaced.
    @discardableResult
    package func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    /// Writes a file of text and returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        try write(name, text.utf8)
    }

    /// The content of a file.
    package func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    /// The content of a file as text, other bytes than UTF-8 replaced.
    package func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    /// The names in the folder, sorted.
    package func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
}
