// SPDX-License-Identifier: MIT

import PmonSystem
import Testing

@testable import pmon_probe

struct RecordSinkTests {
    private func batch(_ line: String, index: Int) -> RecordSink.Batch {
        var batch = RecordSink.Batch()
        batch.lines = Array("\(line)\n".utf8)
        batch.indexes = [index]
        batch.failures = 1
        return batch
    }

    @Test func `what several loops push is taken together, once`() throws {
        let sink = RecordSink(wake: try WakePipe())
        sink.push(batch("a", index: 1))
        sink.push(batch("b", index: 2))
        let taken = sink.take()
        #expect(String(decoding: taken.lines, as: UTF8.self) == "a\nb\n")
        #expect(taken.indexes == [1, 2])
        #expect(taken.failures == 2)
        #expect(sink.take().isEmpty)
    }

    @Test func `a loop's end counts though it has no record`() throws {
        let sink = RecordSink(wake: try WakePipe())
        var end = RecordSink.Batch()
        end.endedLoops = 1
        sink.push(end)
        #expect(sink.take().endedLoops == 1)
    }

    @Test func `a reader that is slow is noticed`() throws {
        let sink = RecordSink(wake: try WakePipe())
        #expect(!sink.isCongested)
        sink.push(batch(String(repeating: "x", count: 2 << 20), index: 0))
        #expect(sink.isCongested)
        _ = sink.take()
        #expect(!sink.isCongested)
    }
}
