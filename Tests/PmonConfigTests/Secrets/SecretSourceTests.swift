// SPDX-License-Identifier: MIT

import Foundation
import PmonSystem
import PmonText
import TestSupport
import Testing

@testable import PmonConfig

struct SecretSourceTests {
    @Test(arguments: [
        ("plain", SecretSource.literal(Secret("plain"))), ("env:NAME", .environment("NAME")),
        ("file:pw", .file("conf/pw")), ("file:/etc/pw", .file("/etc/pw")),
        ("Env:x", .literal(Secret("Env:x"))),
    ])
    func `a value is a secret or names its place`(text: String, source: SecretSource) throws {
        #expect(SecretSource(text, folder: "conf") == source)
        #expect(try SecretSource.read(text, folder: "conf") == source)
        #expect(source.isLiteral == (source == .literal(Secret(text))))
    }

    @Test func `an empty value is none, and a place without name is a problem`() throws {
        #expect(try SecretSource.read("", folder: "") == nil)
        #expect(throws: SettingProblem("expected a variable after env:")) {
            try SecretSource.read("env:", folder: "")
        }
        #expect(throws: SettingProblem("expected a path after file:")) {
            try SecretSource.read("file:", folder: "")
        }
    }

    @Test(arguments: [
        ("geheim", "geheim"), ("geheim\n", "geheim"), ("geheim\r\nmore\n", "geheim"),
        (" spaces \n", " spaces "),
        ("ü\n", "ü"),
    ])
    func `a file's first line is the secret`(content: String, secret: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("pw", content)
        #expect(try SecretSource.file(path).resolve().reveal() == secret)
    }

    @Test func `a file that holds none ends with 78, a missing one with 66`() throws {
        let folder = try TemporaryFolder()
        for content in [[], [0x0A], [0x0D, 0x0A], [0xFF, 0x0A]] as [[UInt8]] {
            let path = try folder.write("pw", content)
            let error = #expect(throws: ToolError.self) { try SecretSource.file(path).resolve() }
            #expect(error?.status == .configuration)
            #expect(error?.message.hasPrefix("cannot read secret: \(path): ") == true)
        }
        let error = #expect(throws: ToolError.self) {
            try SecretSource.file(folder.file("none")).resolve()
        }
        #expect(error?.status == .noInput)
    }

    @Test func `a variable is the secret, an unset one ends with 78`() async {
        await #expect(processExitsWith: .success) {
            setenv("PMON_TEST_SECRET", "geheim", 1)
            let secret = try SecretSource.environment("PMON_TEST_SECRET").resolve()
            #expect(secret == Secret("geheim"))
            unsetenv("PMON_TEST_SECRET")
            #expect(
                throws: ToolError(
                    .configuration,
                    "cannot read secret: env:PMON_TEST_SECRET: the variable is not set"
                )
            ) { try SecretSource.environment("PMON_TEST_SECRET").resolve() }
        }
    }
}
