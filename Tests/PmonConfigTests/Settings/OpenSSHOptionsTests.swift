// SPDX-License-Identifier: MIT

import PmonText
import Testing

@testable import PmonConfig

struct OpenSSHOptionsTests {
    @Test(arguments: [
        ("none", []), ("ProxyJump=gate", ["ProxyJump=gate"]),
        ("-o A=b -oC=d", ["A=b", "C=d"]), ("A=b, C=d", ["A=b", "C=d"]),
        ("Ciphers=a,b", ["Ciphers=a,b"]),
        ("'ProxyCommand=nc \"%h\" %p'", ["ProxyCommand=nc \"%h\" %p"]),
        ("\"User x y\"", ["User x y"]),
    ])
    func `options are read as words`(text: String, options: [String]) throws {
        #expect(try OpenSSHOptions.read(text) == options)
    }

    @Test(arguments: ["ProxyJump", "=x", "-J gate", "A=", "A=b 'C=d", "-F file"])
    func `anything else is an error`(text: String) {
        #expect(throws: SettingProblem.self) { try OpenSSHOptions.read(text) }
    }

    @Test(arguments: [
        "StdinNull=yes", "sessiontype=none", "SessionType=subsystem", "RequestTTY=force",
        "-oForkAfterAuthentication=yes", "'RemoteCommand=uptime'", "LogLevel=QUIET",
        "\"loglevel fatal\"", "ControlMaster=auto", "ControlPersist=60", "Match=all", "Host=*",
        "ProxyJump=gate \"StdinNull = yes\"",
    ])
    func `options under which no visit is possible, or that leave ssh behind, are errors`(
        text: String
    ) {
        #expect(throws: SettingProblem.self) { try OpenSSHOptions.read(text) }
    }

    @Test func `the same options with a harmless value are none`() throws {
        for text in [
            "StdinNull=no", "SessionType=default", "LogLevel=VERBOSE", "ControlMaster=no",
            "ControlPath=/run/x", "HostKeyAlias=db1",
        ] {
            #expect(try OpenSSHOptions.read(text) == [text])
        }
    }

    @Test func `what ssh would have to ask for is a conflict, the rest is none`() throws {
        var settings = RemoteSettings()
        settings.type = .openssh
        for key in RemoteSettings.Key.allCases {
            #expect(OpenSSHOptions.conflict(key, settings) == nil)
        }
        settings.pwd = .literal(Secret("x"))
        settings.passphrase = .literal(Secret("x"))
        settings.keyboard = true
        settings.hostKey = .fingerprint("SHA256:x")
        let conflicts = RemoteSettings.Key.allCases.filter {
            OpenSSHOptions.conflict($0, settings) != nil
        }
        #expect(Set(conflicts) == [.pwd, .passphrase, .keyboard, .hostkey])
        settings.hostKey = .strict
        #expect(OpenSSHOptions.conflict(.hostkey, settings) == nil)
    }
}
