// SPDX-License-Identifier: MIT

/// The number of a failed system call, errno(3), until somebody makes a message of it.
package struct SystemError: Error, Equatable, Sendable {
    /// The value of errno, for example ENOSPC.
    package let code: Int32

    /// The failure with that number.
    init(code: Int32) {
        self.code = code
    }
}
