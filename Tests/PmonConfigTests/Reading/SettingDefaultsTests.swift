// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import PmonConfig

/// What `--show` calls a default is what the code does without the setting, and what the document says.
struct SettingDefaultsTests {
    /// Each documented default that is a value, by section and key.
    private func documented(_ section: String) throws -> [(key: String, value: String)] {
        let text = try ProjectFiles.text("docs/configuration.md")
        return try #require(MarkdownTable.under("[\(section)]", in: text)).rows.compactMap { row in
            guard let key = MarkdownTable.quoted(row[0]).first,
                let value = MarkdownTable.quoted(row[1]).first, row[1] == "`\(value)`"
            else { return nil }
            return (key, value)
        }
    }

    @Test func `a default of pmon, once set, changes nothing`() throws {
        for key in PmonKey.allCases {
            var settings = PmonSettings()
            let text = SettingDefaults.of(key)
            try settings.set(key, to: text == "none" ? "" : text, folder: "")
            #expect(settings == PmonSettings(), "\(key)")
        }
    }

    @Test func `defaults are those of the document`() throws {
        for (key, value) in try documented("pmon") {
            #expect(SettingDefaults.of(try #require(PmonKey(rawValue: key))) == value)
        }
        for section in ["checks", "remote", "email"] {
            let rows = try documented(section)
            #expect(rows.count > 5)
            for (key, value) in rows {
                #expect(SettingDefaults.others[section]?[key] ?? "none" == value, "\(key)")
            }
        }
    }

    @Test func `checks inherit the keys that the document says`() throws {
        let text = try ProjectFiles.text("docs/configuration.md")
        let rows = try #require(MarkdownTable.under("[checks]", in: text)).rows
        let inherited = rows.filter { $0[1] == "as in [pmon]" }
            .compactMap { MarkdownTable.quoted($0[0]).first }
        #expect(
            Set(inherited)
                == Set(
                    CheckKey.allCases.filter { SettingDefaults.inherited($0) != nil }
                        .map(\.rawValue)
                )
        )
    }
}
