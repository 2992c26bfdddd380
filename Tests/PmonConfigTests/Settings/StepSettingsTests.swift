// SPDX-License-Identifier: MIT

import PmonText
import TestSupport
import Testing

@testable import PmonConfig

struct StepSettingsTests {
    private func settings(_ pairs: [(String, String)]) throws -> CheckSettings {
        var settings = CheckSettings()
        for (key, value) in pairs {
            #expect(try settings.set(key, to: value, folder: "/f") == .taken)
        }
        return settings
    }

    @Test func `steps stand in the order of their numbers, with keys of their own`() throws {
        let settings = try settings([
            ("step.3.Method", "delete"), ("step.2.header.X-A", "{a}"), ("step.10", "http://a/10"),
            ("step.2", "http://a/2"), ("capture.A", "json a"), ("step.2.capture.b", "header B"),
            ("STEP.2.expect.json.Data.X", "1"),
        ])
        #expect(settings.steps.map(\.number) == [2, 3, 10])
        #expect(settings.steps.map(\.address) == ["http://a/2", nil, "http://a/10"])
        #expect(settings.steps[0].checks.headers.map(\.name) == ["X-A"])
        #expect(settings.steps[0].checks.expectJSON.map(\.path) == ["Data.X"])
        #expect(settings.steps[0].checks.captures.map(\.name) == ["b"])
        #expect(settings.steps[1].checks.method == "DELETE")
        #expect(settings.steps[1].firstKey == "step.3.Method")
        #expect(settings.captures.map(\.name) == ["a"])
    }

    @Test func `what is listed is read back`() throws {
        let written = try settings([
            ("capture.csrf", #"body name="csrf" value="*""#), ("step.2", "https://u:p@a/{csrf}"),
            ("step.2.body", "a={csrf}"), ("step.2.header.X", "{csrf}"),
            ("step.2.expect.json.A.b", "> 1"),
            ("step.3", "https://a/3"), ("step.3.pwd", "secret"), ("step.3.header.Cookie", "a=b"),
        ])
        let pairs = written.pairs()
        #expect(pairs.contains { $0 == ("step.2", "https://u:***@a/{csrf}") })
        #expect(!pairs.contains { $0.value.contains("secret") || $0.key == "step.3.header.Cookie" })
        let read = try settings(pairs.map { ($0.key, $0.value) })
        #expect(read.pairs().map(\.key) == pairs.map(\.key))
        #expect(read.hasSteps(of: written))
        #expect(read.takingSecrets(from: written).steps == written.steps)
        // Another address, another value: nothing is lent.
        for (key, value) in [
            ("step.3", "https://b/3"), ("step.3.capture.x", "json x"), ("step.4", "https://a/"),
            ("capture.other", "json a"),
        ] {
            var other = read
            _ = try other.set(key, to: value, folder: "")
            #expect(!other.hasSteps(of: written), "\(key)")
        }
    }

    @Test(arguments: [
        ("step.1", "address itself"), ("step.1.method", "address itself"),
        ("step.0", "from 2 to 50"),
        ("step.51", "from 2 to 50"), ("step.two", "from 2 to 50"), ("step.02", "from 2 to 50"),
        ("step.", "from 2 to 50"), ("step.2.methd", "did you mean step.2.method?"),
        ("step.2.timeout", "whole check"), ("step.2.needs", "whole check"),
        ("step.2.step.3", "no step within"), ("step.2.expect.status", "expected"),
        ("step.2", "found none"),
        ("step.2.capture.a", "json PATH"),
    ])
    func `a wrong key or value is refused with the reason`(key: String, words: String) {
        var settings = CheckSettings()
        let problem = #expect(throws: SettingProblem.self) {
            try settings.set(key, to: "", folder: "")
        }
        #expect(problem?.message.contains(words) == true, "\(problem?.message ?? "")")
    }

    @Test func `errors have their line, whatever the order of the keys`() throws {
        let ini = """
            [urls]
            url.a = http://a/
            [checks]
            url.a.step.2.methd = GET
            url.a.step.2 = http://a/2
            url.a.step.2.expect.json.A = 1
            url.a.step.2.expect.json.a = 2
            url.b.step.2 = http://a/2
            url.b.capture.x = json x
            """
        let folder = try TemporaryFolder()
        let path = try folder.write("pmon.ini", ini)
        let configuration = try Configuration.load(path)
        #expect(
            configuration.faults == [
                "\(path):4: url.a.step.2.methd: unknown key of a step, did you mean step.2.method?",
                "\(path):8: 'url.b' is not in [urls], did you mean url.a?",
            ]
        )
        #expect(configuration.targets[0].faults.count == 1)
        #expect(
            configuration.targets[0].checks.steps[0].checks.expectJSON.map(\.path) == ["A", "a"]
        )
        #expect(configuration.warnings.contains { $0.hasPrefix("\(path):9:") })
    }
}
