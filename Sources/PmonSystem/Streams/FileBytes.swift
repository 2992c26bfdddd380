// SPDX-License-Identifier: MIT

private import Glibc
import PmonText

/// Reads small files whole: configuration, secrets.
///
/// History files are mapped: `MappedFile`.
package enum FileBytes {
    /// The content of a file of at most `limit` bytes.
    ///
    /// Throws 66 if it cannot be opened (77 if not permitted), 74 if reading fails, 65 if it is larger.
    package static func read(_ path: String, limit: Int) throws(ToolError) -> [UInt8] {
        let descriptor: Int32
        do throws(SystemError) {
            // A pipe is waited for, unlike in the place of other files.
            descriptor = try SystemCall.retrying { open(path.pathBytes, O_RDONLY | O_CLOEXEC) }
        } catch {
            throw .system("open", path, errno: error.code, fallback: .noInput)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count: Int
            do throws(SystemError) {
                count = try chunk.withUnsafeMutableBufferPointer { (chunk) throws(SystemError) in
                    try SystemCall.read(
                        into: UnsafeMutableRawBufferPointer(chunk),
                        from: descriptor
                    )
                }
            } catch {
                let fallback: ExitStatus = error.code == EISDIR ? .noInput : .inputOutput
                throw .system("read", path, errno: error.code, fallback: fallback)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else {
                throw ToolError(
                    .data,
                    "cannot read: \(path): larger than \(SizeText.format(limit))"
                )
            }
        }
    }

    /// True if others than owner and group may read the file; false if that is unknown.
    package static func isReadableByOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path.pathBytes, &status) == 0 && status.st_mode & S_IROTH != 0
    }
}
