// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonTool
import Testing

@testable import pmon_probe

struct ProbeLoopTests {
    private func run(
        _ targets: [ProbeTarget],
        resolve: @escaping @Sendable (NameQuestion) -> NameAnswer
    ) throws -> RecordSink.Batch {
        let wake = try WakePipe()
        let queue = JobQueue(limit: 100, room: wake)
        let sink = RecordSink(wake: wake)
        queue.push(targets.enumerated().map { job($0.element, index: $0.offset) })
        queue.close()
        let services = ProbeLoop.Services(
            queue: queue,
            sink: sink,
            resolver: NameResolver(threadLimit: 4, resolve: resolve),
            window: 2,
            explains: true,
            log: Diagnostics(tool: "pmon-probe")
        )
        try ProbeLoop(services).run()
        return sink.take()
    }

    @Test func `each job gives one record, whatever becomes of it`() throws {
        let batch = try run([
            probeTarget("http://127.0.0.1:1/"), probeTarget("no address"),
            probeTarget("http://unknown.example.org/"), probeTarget("http://known.example.org:1/"),
        ]) { question in
            guard question.host.hasPrefix("known") else {
                return .failure(.unresolved("no such name"))
            }
            return NameQuestion(host: "127.0.0.1").resolve()
        }
        #expect(batch.indexes.sorted() == [0, 1, 2, 3])
        #expect(batch.failures == 4)
        let text = String(decoding: batch.lines, as: UTF8.self)
        for reason in ["refused", "url", "dns"] {
            #expect(text.contains("\"reason\":\"\(reason)\""))
        }
        #expect(text.contains("cannot resolve unknown.example.org: no such name"))
        #expect(!batch.explanations.isEmpty)
    }

    @Test func `a resolver that does not answer costs the time limit alone`() throws {
        var settings = PmonSettings()
        settings.timeout = .milliseconds(50)
        let pipe = try WakePipe()
        let batch = try run([probeTarget("http://dead.example.org/", pmon: settings)]) { _ in
            WakePipe.wait(for: [pipe.readEnd], limit: .seconds(20))
            return .failure(.unresolved("too late"))
        }
        pipe.wake()
        let text = String(decoding: batch.lines, as: UTF8.self)
        #expect(text.contains("timed out after 50ms resolving dead.example.org"))
    }
}
