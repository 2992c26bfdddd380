// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct RemoteSettingsTests {
    @Test func `every key of remote is read`() throws {
        let print = "SHA256:" + String(repeating: "A", count: 43)
        let values: [RemoteSettings.Key: String] = [
            .type: "SSH", .user: "u", .pwd: "p", .process: "java", .scanCommand: "ps",
            .logDir: "/var/log", .logPattern: "e.*",
            .logFiles: "*.log", .logCase: "Exact", .host: "h", .port: "22", .key: "id",
            .passphrase: "file:pp",
            .agent: "no", .keyboard: "yes", .hostkey: print,
            .knownHosts: "kh", .timeout: "3s",
            .sshOptions: "A=b, -oC=d \"E f g\"",
        ]
        #expect(Set(values.keys) == Set(RemoteSettings.Key.allCases))
        var settings = RemoteSettings()
        for (key, value) in values { try settings.set(key, to: value, folder: "conf") }
        #expect(
            [
                settings.type?.rawValue, settings.user, settings.process, settings.logDir,
                settings.logPattern, settings.logFiles, settings.host, settings.key,
                settings.knownHosts,
            ]
                == ["ssh", "u", "java", "/var/log", "e.*", "*.log", "h", "conf/id", "conf/kh"]
        )
        #expect([settings.pwd, settings.passphrase] == [.literal(Secret("p")), .file("conf/pp")])
        #expect(settings.scanCommand == "ps")
        #expect(settings.port == 22)
        #expect(settings.agent == false)
        #expect(settings.keyboard)
        #expect(settings.logCaseIsExact)
        #expect(settings.hostKey == .fingerprint(print))
        #expect(settings.timeout == .seconds(3))
        #expect(settings.sshOptions == ["A=b", "C=d", "E f g"])
    }

    @Test func `wrong values of remote are refused`() {
        let wrong: [RemoteSettings.Key: [String]] = [
            .type: ["telnet"], .scanCommand: [""], .port: ["0", "65536", "ssh"],
            .agent: ["", "maybe"], .keyboard: ["often"],
            .hostkey: [
                "", "yes", "SHA256:", "SHA256:" + String(repeating: "A", count: 42),
                "SHA256:" + String(repeating: "!", count: 43), "MD5:00",
            ],
            .timeout: ["", "0"], .pwd: ["env:"], .passphrase: ["file:"], .user: ["a\nb"],
            .process: ["a\nb"], .logCase: ["", "yes", "insensitive"],
        ]
        for (key, values) in wrong {
            for value in values {
                var settings = RemoteSettings()
                #expect(throws: SettingProblem.self, "\(key) = \(value)") {
                    try settings.set(key, to: value, folder: "")
                }
            }
        }
    }
}
