// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonConfig

struct SettingPlacesTests {
    private func places(_ folder: TemporaryFolder) throws -> (SettingPlaces, String) {
        let text = "[pmon]\ndata.file = a\nlatest.file = a\n[urls]\n[email]\nTo = x\n"
        let file = try folder.write("pmon.ini", text)
        return (SettingPlaces(file), file)
    }

    @Test(arguments: [
        ("data.file and latest.file are the same file: a", 3), ("[email] to: expected", 6),
        ("cannot mail: [email] from: not configured", 5), ("latest.file: a folder", 3),
    ])
    func `a message gets the line of what it names`(text: String, line: Int) throws {
        let folder = try TemporaryFolder()
        let (places, file) = try places(folder)
        #expect(places.placed(text) == "\(file):\(line): \(text)")
        #expect(places.placed(places.placed(text)) == places.placed(text))
    }

    @Test func `a message that names nothing stays, and comes last`() throws {
        let folder = try TemporaryFolder()
        let (places, file) = try places(folder)
        #expect(places.placed("out of luck") == "out of luck")
        let texts = ["out of luck", "\(file):10: b", "\(file):9: a"]
        #expect(places.sorted(texts) == ["\(file):9: a", "\(file):10: b", "out of luck"])
        #expect(SettingPlaces(nil).placed("[email] to: x") == "[email] to: x")
    }
}
