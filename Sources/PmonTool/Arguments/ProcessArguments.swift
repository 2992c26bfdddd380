// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// The arguments that the process was started with.
enum ProcessArguments {
    /// All but the program's name; file names among them need not be UTF-8.
    ///
    /// The system is asked: Swift's runtime looks for them before the environment in memory, and finds nothing there once
    /// a preloaded library has called setenv(3), which moves the environment.
    static var all: [String] {
        do throws(ToolError) {
            return parse(try FileBytes.read("/proc/self/cmdline", limit: 64 << 20))
        } catch {
            // Without /proc the runtime's word has to do.
            return (1..<max(1, Int(CommandLine.argc))).compactMap { index in
                CommandLine.unsafeArgv[index].map { FilePaths.text(of: $0) }
            }
        }
    }

    /// The arguments of a `/proc/PID/cmdline`, where each ends with a NUL.
    ///
    /// https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html
    static func parse(_ bytes: [UInt8]) -> [String] {
        let ended = bytes.last == 0 ? bytes.dropLast() : bytes[...]
        guard !bytes.isEmpty else { return [] }
        return ended.split(separator: 0, omittingEmptySubsequences: false).dropFirst().map {
            (argument: ArraySlice<UInt8>) in
            let bytes = argument.map { CChar(bitPattern: $0) } + [0]
            return bytes.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { FilePaths.text(of: $0) } ?? ""
            }
        }
    }
}
