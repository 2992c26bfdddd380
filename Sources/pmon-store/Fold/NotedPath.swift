// SPDX-License-Identifier: MIT

import PmonJSON

/// An absolute path in a line of text: as it is, or as a JSON string where it has bytes that would end the line.
enum NotedPath {
    /// The text of a path.
    static func text(_ path: String) -> String {
        guard path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return path }
        var bytes: [UInt8] = []
        JSONWriter.appendString(path, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The path of a text.
    static func path(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        // An absolute path begins with a slash.
        guard bytes.first == UInt8(ascii: "\""),
            let value = try? bytes.withUnsafeBytes({ try JSONParser.decode($0) }),
            case .string(let path) = value
        else { return String(text) }
        return path
    }
}
