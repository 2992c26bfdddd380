// SPDX-License-Identifier: MIT

import Foundation
import PmonSystem
import TestSupport
import Testing

@testable import PmonConfig

/// The promise of `IniFile`: Python's `configparser` is the judge.
struct IniFileTests {
    /// Prints, per file of a folder, `null` where it is refused, else its sections as nested lists.
    private static let judge = """
        import configparser, json, os, sys
        out = []
        for number in range(len(os.listdir(sys.argv[1]))):
            parser = configparser.ConfigParser(strict=True, interpolation=None)
            try:
                with open(os.path.join(sys.argv[1], str(number)), encoding='utf-8') as file:
                    parser.read_file(file)
                out.append([[s, [[k, v] for k, v in parser[s].items()]] for s in parser.sections()])
            except (configparser.Error, UnicodeDecodeError):
                out.append(None)
        json.dump(out, sys.stdout)
        """

    /// Sections as Python prints them: name, then pairs of key and value.
    private typealias Meaning = [[Any]]

    private func python(_ files: [[UInt8]]) throws -> [Any] {
        let folder = try TemporaryFolder()
        for (number, bytes) in files.enumerated() { try folder.write("\(number)", bytes) }
        let outcome = try ChildProcess.run("python3", ["-c", Self.judge, folder.path])
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [Any])
    }

    private func flat(_ file: IniFile) -> [String] {
        file.sections.flatMap { section in
            ["[\(section.name)]"] + section.entries.map { "\($0.key)\u{1}\($0.value)" }
        }
    }

    private func flat(_ judged: Any) -> [String]? {
        guard let sections = judged as? Meaning else { return nil }
        return sections.flatMap { section -> [String] in
            let pairs = section[1] as? [[String]] ?? []
            return ["[\(section[0])]"] + pairs.map { "\($0[0])\u{1}\($0[1])" }
        }
    }

    private static let contents = [
        "[a]", "[b]", "[pmon]", "[ urls ]", "# c", "; c", "", " ", "\u{1C}", "word", "=", "= v",
        "[", "]", "[]", "[a] x",
        "[a]x]", "[DEFAULT]", "#\u{301} c", "\u{FEFF}k = v", "[b\u{301}]", "rem x", "%(a)s",
        "\u{0}",
    ]
    private static let entries = [
        "k% = v", "k%: v", "k%=v=w", "K% = V", "k%=", "k% = [x]", "k%\u{301} = v", "k% =\u{338} v",
        "k%\u{A0}=\u{3000}v\u{85}",
        "k% = %(x)s ${y}", "k% = v ; c", "k%;x = #", "k% = \"q\"", "a b% : c", "k% = \u{200B}v",
        "k%\u{2028}x = v", "k%\u{0C}= v",
    ]
    private static let indents = [
        "", "", "", "", " ", "  ", "    ", "\t", "\u{A0}", "\u{1C} ", "\u{3000}\u{3000}",
    ]
    private static let endings = ["\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n", " \n", "\t\r\n"]

    private func file(_ random: inout SeededRandom) -> [UInt8] {
        var bytes = Bool.random(using: &random) ? Array("[a]\n".utf8) : []
        for number in 0..<Int.random(in: 0...12, using: &random) {
            let isEntry = Int.random(in: 0..<5, using: &random) > 0
            let template =
                (isEntry ? Self.entries : Self.contents).randomElement(using: &random) ?? ""
            let name = Int.random(in: 0..<30, using: &random) == 0 ? "0" : "\(number)"
            bytes += (Self.indents.randomElement(using: &random) ?? "").utf8
            bytes +=
                template.replacingOccurrences(of: "k%", with: "k\(name)")
                .replacingOccurrences(of: "b%", with: "b\(name)").utf8
            if Int.random(in: 0..<200, using: &random) == 0 {
                bytes.append(UInt8.random(in: 0x80...0xFF, using: &random))
            }
            bytes += (Self.endings.randomElement(using: &random) ?? "").utf8
        }
        return bytes
    }

    @Test func `a file means what Python says, or is refused with a line`() throws {
        var random = SeededRandom(seed: 26)
        let files = (0..<1500).map { _ in file(&random) }
        let judged = try python(files)
        var accepted = 0
        let form = #/x\.ini:\d+: expected|x\.ini:\d+: duplicate/#
        for (bytes, verdict) in zip(files, judged) {
            let text = Comment(rawValue: String(decoding: bytes, as: UTF8.self))
            do throws(ToolError) {
                let meaning = flat(try IniFile(bytes, name: "x.ini"))
                #expect(meaning == flat(verdict), text)
                accepted += 1
            } catch {
                #expect(error.message.prefixMatch(of: form) != nil, text)
            }
        }
        // Not by refusing everything: nearly all that Python accepts is accepted.
        let acceptable = judged.count { flat($0) != nil }
        #expect(accepted > 400)
        #expect(Double(accepted) > Double(acceptable) * 0.75)
    }

    @Test func `the older pmon's file means the same`() throws {
        let bytes = try ProjectFiles.bytes("Tests/Fixtures/original/pmon.ini")
        let meaning = flat(try IniFile(bytes, name: "pmon.ini"))
        #expect(meaning.count > 40)
        #expect(try python([bytes]).first.flatMap(flat) == meaning)
    }
}
