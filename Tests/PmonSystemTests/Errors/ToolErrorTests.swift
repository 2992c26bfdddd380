// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import PmonSystem

struct ToolErrorTests {
    @Test(arguments: [
        (EPIPE, PmonSystem.ExitStatus.brokenPipe, "Broken pipe"),
        (EACCES, .permission, "Permission denied"),
        (EPERM, .permission, "Operation not permitted"),
        (ENOENT, .cannotCreate, "No such file or directory"),
        (ENOSPC, .cannotCreate, "No space left on device"),
        (EIO, .inputOutput, "Input/output error"),
        (EMFILE, .inputOutput, "Too many open files"),
        (ENFILE, .inputOutput, "Too many open files in system"),
        (ENOMEM, .inputOutput, "Cannot allocate memory"),
        (ESTALE, .inputOutput, "Stale file handle"),
    ])
    func `a failed call becomes a status and a sentence`(
        code: Int32,
        status: PmonSystem.ExitStatus,
        text: String
    ) {
        let error = ToolError.system("open", "a/b", errno: code, fallback: .cannotCreate)
        #expect(error == ToolError(status, "cannot open: a/b: \(text)"))
        #expect("\(error)" == "cannot open: a/b: \(text)")
    }

    @Test func `without another word it is 74`() {
        #expect(ToolError.system("read", "x", errno: EIO).status == .inputOutput)
        #expect(ToolError.text(ofErrno: EIO) == "Input/output error")
    }
}
