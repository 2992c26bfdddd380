// SPDX-License-Identifier: MIT

private import Glibc

/// The descriptors that a process may open.
package enum Descriptors {
    /// True if this process, or the system, has none left at present.
    package static var areExhausted: Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor < 0 else {
            close(descriptor)
            return false
        }
        return [EMFILE, ENFILE].contains(errno)
    }
}
