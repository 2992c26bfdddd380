// SPDX-License-Identifier: MIT

private import Foundation

/// The project's own files, for tests that compare documents and fixtures with the code.
package enum ProjectFiles {
    /// The folder of `Package.swift`.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The absolute path of a file named from the root, such as `docs/records.md`.
    package static func path(_ name: String) -> String { "\(root)/\(name)" }

    /// The content of a file named from the root.
    package static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// The content of a file named from the root, as text.
    package static func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }
}
