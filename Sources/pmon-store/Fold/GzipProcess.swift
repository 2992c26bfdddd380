// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem

/// gzip(1) between a pipe and a file: compression without a library in every start of the store.
final class GzipProcess {
    private let input: PipeEnds
    private let program: ChildProgram

    /// Starts gzip, which appends one member to the file; in a group of its own, so that Ctrl-C lets the fold come to
    /// its end.
    ///
    /// It holds the lock of a descriptor until it has ended: flock(2) is of the open file.
    /// Throws 69 if it cannot be started.
    init(output: OpenFile, holding lock: Int32) throws(ToolError) {
        input = try PipeEnds()
        program = try ChildProgram(
            ["gzip", "-c"],
            streams: [(0, input.read), (1, output.descriptor), (lock, lock)]
        )
        input.closeRead()
    }

    deinit {
        guard program.ending == nil else { return }
        // Given up: without the end of its input gzip would wait for ever.
        input.closeWrite()
        _ = program.wait()
    }

    /// Compresses bytes.
    func write(_ bytes: [UInt8]) throws(ToolError) {
        do throws(SystemError) {
            try bytes.withUnsafeBufferPointer { (bytes) throws(SystemError) in
                try SystemCall.write(UnsafeRawBufferPointer(bytes), to: input.write)
            }
        } catch {
            // Not 141, though the reader has gone: nobody stopped reading from the store.
            throw ToolError(
                .inputOutput,
                "cannot write: gzip: \(ToolError.text(ofErrno: error.code))"
            )
        }
    }

    /// Ends the input and waits until gzip has written everything.
    func finish() throws(ToolError) {
        input.closeWrite()
        guard program.wait() == .exited(0) else {
            throw ToolError(.inputOutput, "cannot compress: gzip failed")
        }
    }
}
