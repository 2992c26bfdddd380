// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct LogResultTests {
    private let search = Gathering.LogSearch(
        folder: "/var/log/app",
        pattern: "error",
        files: "*.log"
    )

    private func sentences(
        status: Int = 0,
        _ numbers: String = "",
        lines: [String] = [],
        complaint: String? = nil
    ) -> [String] {
        var result = LogResult()
        result.lines.status = status
        for line in lines { result.lines.take(Array(line.utf8)) }
        if let complaint { result.errors.take(Array(complaint.utf8)) }
        result.take(numbers.split(separator: ":"))
        let (alarm, notice) = result.sentences(search)
        return alarm + notice.map { "notice: \($0)" }
    }

    @Test func `files and bytes are named`() {
        #expect(
            sentences("1:1:31:0:0:0:0:0") == [
                "notice: no log line matches 'error'; searched 1 log file, 31 bytes"
            ]
        )
        #expect(
            sentences("3:3:20480:0:0:0:0:0", lines: ["an error"])
                == ["1 log line matches 'error', last: an error", "searched 3 log files, 20 KiB"]
        )
    }

    @Test func `lines that the evidence has no room for are counted`() {
        let lines = (1...40).map { "error \($0) " + String(repeating: "x", count: 1900) }
        let text = sentences("1:1:80000:0:0:0:0:0", lines: lines).first ?? ""
        #expect(text.hasPrefix("40 log lines match 'error', last: error 40 x"))
    }

    @Test func `what was left out is named, and is news`() {
        #expect(
            sentences("40000:20:83886080:2:1:7:1:3") == [
                "no log line matches 'error'; searched 20 log files, 80 MiB, the newest of 40000, "
                    + "only the last 4096 KiB of 2, left out: 1 not readable, 7 compressed, 1 folder, 3 not regular"
            ]
        )
        #expect(
            sentences("1:1:5:0:0:0:0:0", complaint: "grep: x: Input/output error").first?.contains(
                "incompletely: grep: x"
            ) == true
        )
    }

    @Test(arguments: [
        (LogScript.Status.noFolder, "", "there is no log folder /var/log/app"),
        (LogScript.Status.forbidden, "", "the log folder /var/log/app is not readable"),
        (LogScript.Status.noFile, "0:0:0:0:0:0:0:0", "no log file *.log in /var/log/app"),
        (
            LogScript.Status.nothingToSearch, "0:0:0:0:0:5:0:0",
            "no log file *.log in /var/log/app can be searched: 5 compressed"
        ),
        (
            LogScript.Status.nothingToSearch, "0:0:0:0:2:0:3:0",
            "no log file *.log in /var/log/app can be searched: 2 not readable, 3 folders"
        ),
    ])
    func `where nothing was searched the reason is named`(
        status: Int,
        numbers: String,
        text: String
    ) {
        #expect(sentences(status: status, numbers) == [text])
    }
}
