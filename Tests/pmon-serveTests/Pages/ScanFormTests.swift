// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_serve

struct ScanFormTests {
    let folder = TestFolder()

    private func form(_ change: (inout PageContext) -> Void) throws -> String {
        var context = Fixture.context(try Fixture.mixed(folder))
        context.token = "t0ken"
        change(&context)
        return ScanForm.html(context).text
    }

    @Test func `it posts, with the token`() throws {
        let text = try form { _ in }
        #expect(text.contains("method=\"post\"") && text.contains("value=\"t0ken\""))
        #expect(!text.contains("disabled"))
    }

    @Test func `who may not scan gets no form, and reads nothing of what the owner has to do`()
        throws
    {
        let text = try form { $0.scanRefusal = "needs a password" }
        #expect(
            !text.contains("needs a password") && !text.contains("<form") && !text.contains("t0ken")
        )
    }

    @Test func `without mail its button is off and says why`() throws {
        let text = try form { $0.mailRefusal = "no recipient" }
        #expect(text.contains("disabled") && text.contains("no recipient"))
    }

    @Test func `a failed scan is tried again as it was, with mail or without`() throws {
        let failed = ScanJob(id: "1", started: 0, notify: true, phase: .failed("status 74"))
        let text = try form { $0.job = failed }
        #expect(text.contains("name=\"notify\" value=\"True\">Retry and mail</button>"))
        let silent = try form {
            $0.job = failed
            $0.mailRefusal = "no recipient"
        }
        #expect(!silent.contains("retry"))
        let finished = try form {
            $0.job = ScanJob(id: "1", started: 0, notify: false, phase: .finished)
        }
        #expect(!finished.contains("retry"))
    }

    @Test func `a running scan shows how far it is, a failed one why`() throws {
        let running = ScanJob(id: "1", started: 0, notify: false, done: 5, total: 14)
        let text = try form { $0.job = running }
        #expect(text.contains("Scanning 5/14") && text.contains("<progress max=\"14\" value=\"5\""))
        #expect(text.contains("aria-busy=\"true\"") && text.contains("disabled"))
        let failed = ScanJob(id: "1", started: 0, notify: false, phase: .failed("status 74"))
        let failure = try form { $0.job = failed }
        #expect(failure.contains("status 74"))
        #expect(failure.contains("<button id=\"retry\">Retry</button>"))
        let finished = ScanJob(
            id: "1",
            started: 0,
            notify: false,
            phase: .finished,
            ended: Fixture.now
        )
        let end = try form { $0.job = finished }
        #expect(end.contains("2 changes"))
    }
}
