// SPDX-License-Identifier: MIT

import PmonSystem
import PmonText
import Testing

@testable import PmonConfig

struct PmonSettingsTests {
    @Test func `every key of pmon is read`() throws {
        let values: [PmonKey: String] = [
            .id: "m1", .dataFile: "d.json", .latestFile: "/l.json", .logFile: "x.log",
            .silenceFile: "quiet",
            .logLevel: "warning",
            .timeout: "1.5s", .httpPort: "0", .httpBind: "::1", .httpPath: "/status",
            .httpPublic: "public",
            .httpUser: "u", .httpPwd: "env:P",
            .httpHost: "a, b", .httpEvidence: "private", .concurrency: "1", .retries: "2",
            .retryPause: "0", .every: "5m",
            .slow: "2s",
            .certWarn: "7d", .userAgent: "ua", .proxy: "http://p:1", .caFile: "ca.pem", .ip: "6",
            .addresses: "ALL",
            .http: "2", .follow: "0",
            .maxBody: "1KiB", .keepResponse: "always", .keepSize: "3 KiB", .place: "here",
            .dataFold: "0", .dataKeep: "90d",
            .dataArchive: "a.ndjson",
            .scanCommand: "run it", .scanPause: "0s", .after: "2/5", .recover: "2",
        ]
        #expect(Set(values.keys) == Set(PmonKey.allCases))
        var settings = PmonSettings()
        for (key, value) in values { try settings.set(key, to: value, folder: "conf") }
        #expect(settings.id == "m1")
        #expect([settings.dataFile, settings.latestFile] == ["conf/d.json", "/l.json"])
        #expect(settings.logFile == "conf/x.log")
        #expect(settings.silenceFile == "conf/quiet")
        #expect(settings.logLevel == .warn)
        #expect(settings.after?.description == "2/5")
        #expect(settings.recover == 2)
        #expect(
            [settings.timeout, settings.retryPause, settings.scanPause] == [
                .milliseconds(1500), .zero, .zero,
            ]
        )
        #expect(settings.certWarn == .left(.seconds(604_800)))
        #expect(settings.keepResponse == .always)
        #expect(settings.keepSize == 3072)
        #expect([settings.every, settings.slow] == [.seconds(300), .seconds(2)])
        #expect(
            [
                settings.httpPort, settings.concurrency, settings.retries, settings.follow,
                settings.maxBody, settings.dataFold,
            ] == [0, 1, 2, 0, 1024, 0]
        )
        #expect([settings.httpBind, settings.userAgent] == ["::1", "ua"])
        #expect(
            [
                settings.httpPublic, settings.httpUser, settings.proxy, settings.caFile,
                settings.place, settings.dataArchive, settings.scanCommand,
            ]
                == [
                    "conf/public", "u", "http://p:1", "conf/ca.pem", "here", "conf/a.ndjson",
                    "run it",
                ]
        )
        #expect(settings.httpPwd == .environment("P"))
        #expect(settings.httpHosts == ["a", "b"])
        #expect(settings.httpEvidence == .insiders)
        #expect(settings.ip == .v6)
        #expect(settings.addresses == .all)
        #expect(settings.http == .v2)
        #expect(settings.dataKeep == .age(.seconds(90 * 86_400)))
    }

    @Test func `wrong values of pmon are refused`() {
        let wrong: [PmonKey: [String]] = [
            .id: ["", "a\nb"], .dataFile: [""], .latestFile: [""], .logLevel: ["", "LOUD"],
            .timeout: ["", "0", "soon", "-1"],
            .httpPort: ["", "65536", "-1", "http"], .httpBind: [""], .httpPwd: ["env:", "file:"],
            .httpHost: [","], .httpEvidence: ["", "none", "Public!"],
            .concurrency: ["0", "100001", ""], .retries: ["-1", "101"], .retryPause: ["", "x"],
            .every: ["0", "daily"],
            .slow: ["0", "x"], .certWarn: ["x"], .userAgent: ["", "a\nb"], .ip: ["", "5"],
            .addresses: ["", "every"],
            .http: ["3", "1"], .follow: ["-1"],
            .maxBody: ["", "10 MiBB"], .keepResponse: ["", "yes"], .keepSize: ["x", "65 KiB"],
            .dataFold: ["x", "-1"], .dataKeep: ["", "0", "some", "0d"],
            .scanPause: ["x"],
        ]
        for (key, values) in wrong {
            for value in values {
                var settings = PmonSettings()
                #expect(throws: SettingProblem.self, "\(key) = \(value)") {
                    try settings.set(key, to: value, folder: "")
                }
                #expect(settings == PmonSettings())
            }
        }
    }
}
