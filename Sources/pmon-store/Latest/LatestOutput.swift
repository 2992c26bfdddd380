// SPDX-License-Identifier: MIT

import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem

/// The entries of a latest file on their way into a new one.
struct LatestOutput {
    private let entries: [URLKey: LatestEntry]
    private let clock: ClockRule

    /// Those entries, written by the address' bytes.
    init(_ entries: [URLKey: LatestEntry], clock: ClockRule) {
        self.entries = entries
        self.clock = clock
    }

    /// Writes the new file, which is not on disk yet and has still to replace the old one.
    func write(_ path: String, _ settings: StoreSettings) throws(ToolError) -> AtomicFile {
        var bytes = Array("{".utf8)
        for (index, url) in entries.keys.sorted().enumerated() {
            bytes.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
            JSONWriter.appendString(url.text, to: &bytes)
            bytes.append(contentsOf: ": ".utf8)
            entries[url]?.append(to: &bytes, clock: clock)
        }
        bytes.append(contentsOf: (entries.isEmpty ? "}\n" : "\n}\n").utf8)
        let file = try AtomicFile(
            path,
            owner: settings.paths.owner,
            lock: settings.paths.lockMark
        )
        try file.file.write(bytes)
        file.file.startWriting()
        return file
    }
}
