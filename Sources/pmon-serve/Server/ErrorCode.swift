// SPDX-License-Identifier: MIT

import NIOCore

/// The errno behind an error of SwiftNIO.
enum ErrorCode {
    /// errno of a failed system call, if that is what the error tells.
    static func of(_ error: any Error) -> Int32? {
        (error as? IOError)?.errnoCode
    }
}
