// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonHistory
import PmonSystem
import Testing

@testable import pmon_store

struct StoreManualTests {
    @Test func `the manual names the files as they are called`() throws {
        let paths = try HistoryPaths(data: "DATA")
        for file in [paths.journal, paths.lock, paths.rejected, BrokenCopy.freeName(for: "DATA")] {
            #expect(StoreManual.discussion.contains("\n  \(file) "), "\(file)")
        }
    }

    @Test func `the manual lists every status a run may end with, and no other`() {
        let statuses: [PmonSystem.ExitStatus] = [
            .success, .data, .noInput, .cannotCreate, .inputOutput, .tryAgain, .permission,
            .configuration, .hungUp, .interrupted, .terminated, .brokenPipe,
        ]
        let text = StoreManual.discussion.split(separator: "EXIT STATUS").last ?? ""
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int32($0) }
        #expect(Set(numbers) == Set(statuses.map(\.rawValue)))
    }

    @Test func `examples of the manual are valid`() throws {
        let texts = [
            StoreManual.discussion, StoreManual.fold, StoreManual.export, StoreManual.check,
            StoreManual.forget, StoreManual.repair,
        ]
        var count = 0
        for line in texts.flatMap({ $0.split(separator: "\n") }) {
            for part in line.split(separator: "|").flatMap({ $0.split(separator: "&&") }) {
                let words = part.split(separator: " ").map { $0.replacing("'", with: "") }
                guard words.first == "pmon-store", line.hasPrefix("  ") else { continue }
                _ = try PmonStore.parseAsRoot(words.dropFirst().map { String($0) })
                count += 1
            }
        }
        #expect(count >= 10)
    }
}
