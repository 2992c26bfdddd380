// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText

/// Where the settings of a file stand, for messages of tools that know them by name alone.
package struct SettingPlaces {
    private var lines: [String: [String: Int]] = [:]
    private var headers: [String: Int] = [:]
    private let file: String

    /// The places of a file as far as it can be read; without a file there are none.
    package init(_ file: String?) {
        self.file = file ?? ""
        guard let file, let bytes = try? FileBytes.read(file, limit: Configuration.longestFile)
        else {
            return
        }
        for section in IniFile.read(bytes, name: file).file.sections {
            headers[section.name] = section.line
            lines[section.name] = Dictionary(
                section.entries.map { (KeyName.identity($0.spelling), $0.line) },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// True for a message that begins with the file and a line of it.
    package func isPlaced(_ text: String) -> Bool { line(of: text) != nil }

    /// The message after the place of the last setting that it names; else of the section that it names.
    package func placed(_ text: String) -> String {
        guard !isPlaced(text), let line = named(in: text) else { return text }
        return "\(file):\(line): \(text)"
    }

    /// Messages in the order of their lines; those without a place come last.
    package func sorted(_ texts: [String]) -> [String] {
        texts.enumerated()
            .map { (line: line(of: $1) ?? .max, place: $0, text: $1) }
            .sorted { ($0.line, $0.place) < ($1.line, $1.place) }
            .map(\.text)
    }

    private func line(of text: String) -> Int? {
        guard !file.isEmpty, let rest = text.removingPrefix("\(file):") else { return nil }
        return rest.split(separator: ":").first.flatMap { Int($0) }
    }

    private func named(in text: String) -> Int? {
        let words = text.split { " ,:".contains($0) }.map(String.init)
        let sections = words.filter { $0.hasPrefix("[") && $0.hasSuffix("]") }
            .map { String($0.dropFirst().dropLast()) }
        let wanted = sections.isEmpty ? ["pmon", "checks"] : sections
        let found = wanted.flatMap { section in
            words.compactMap { lines[section]?[KeyName.identity($0)] }
        }
        return found.max() ?? sections.lazy.compactMap { headers[$0] }.first
    }
}
