// SPDX-License-Identifier: MIT

import Glibc

/// Lists of C strings for system calls.
enum CStrings {
    /// Calls `body` with a list that ends with a null pointer; it is freed afterwards.
    static func with<R>(
        _ texts: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { buffer in
            // Never nil: the list has at least its end.
            guard let base = buffer.baseAddress else { fatalError("an array without address") }
            return body(base)
        }
    }
}

/// The environment of this process.
enum Environment {
    /// All variables as `NAME=value`, some of them set anew.
    static func with(_ changes: [(name: String, value: String)]) -> [String] {
        var variables: [String] = []
        var place = environ
        while let pointer = place.pointee {
            let variable = String(cString: pointer)
            if !changes.contains(where: { variable.hasPrefix("\($0.name)=") }) {
                variables.append(variable)
            }
            place += 1
        }
        return variables + changes.map { "\($0.name)=\($0.value)" }
    }
}
